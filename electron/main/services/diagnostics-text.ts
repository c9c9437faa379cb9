import type { DiagnosedPart, Diagnostics } from "../../../shared/ipc/diagnostics.ts";

/** As it goes onto the clipboard: in English, a line each, for whoever helps him. */
export function diagnosticsText({ parts, versions, system, architecture, locale }: Diagnostics): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    "Sidetone diagnostics",
    [...named, `${system} ${architecture}`, locale].join(", "),
    "",
    ...parts.map(line),
    "",
  ].join("\n");
}

function line({ part, state, finding, facts, code }: DiagnosedPart): string {
  const more = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  if (code !== undefined) more.unshift(code);
  return `${state.padEnd(9)} ${part}: ${finding}${more.length === 0 ? "" : ` (${more.join(", ")})`}`;
}
