import { da } from "../../../shared/i18n/da.ts";
import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { DiagnosedPart, FactName, Finding } from "../../../shared/ipc/diagnostics.ts";

/** What a part was found to be, and what he can do where it is not well. */
export function findingText(
  { state, finding, facts }: DiagnosedPart,
  t: Translate,
  formats: Formats,
): { finding: string; advice: string | undefined } {
  const number = (name: FactName) => formats.number(facts[name] ?? 0);
  const values = {
    time: formats.roughLength((facts.minutes ?? 0) * 60),
    employees: number("employees"),
    hooks: number("hooks"),
    schemes: number("schemes"),
    hotkeys: number("hotkeys"),
    megabytes: number("megabytes"),
    sources: number("sources"),
    failed: number("failed"),
    settings: number("settings"),
    problems: number("problems"),
  };
  return {
    finding: t(`diagnostics.findings.${finding}`, values),
    advice: state === "ok" || !isTroubled(finding) ? undefined : t(`diagnostics.advice.${finding}`),
  };
}

type Troubled = keyof typeof da.diagnostics.advice;

function isTroubled(finding: Finding): finding is Troubled {
  return Object.hasOwn(da.diagnostics.advice, finding);
}
