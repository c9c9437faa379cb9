import { type ParsedBody, parseBody } from "./parse-body.ts";

/** A hook's parameters, names as received; a name may come twice. */
export type HookParameters = readonly (readonly [name: string, value: string])[];

/**
 * Parameters from a query or a form body (`application/x-www-form-urlencoded`): percent-encoded UTF-8, or ISO-8859-1
 * where it is not valid UTF-8 (`%E6` and `%C3%A6` are both "æ").
 */
export function parseFormParameters(encoded: string): HookParameters {
  return encoded
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      const name = at === -1 ? pair : pair.slice(0, at);
      return [decode(name), at === -1 ? "" : decode(pair.slice(at + 1))];
    });
}

/** Parameters from a body, by its content type where it has one and by what it looks like where not. */
export function parseBodyParameters(body: string, contentType: string): HookParameters | undefined {
  const text = body.trim();
  if (text === "") return [];
  const structured = /\b(?:json|xml)\b/i.test(contentType) || text.startsWith("{") || text.startsWith("<");
  if (!structured) return parseFormParameters(text);
  const parsed = text.startsWith("{") ? parseJson(text) : parseBody(text);
  if (!parsed.ok || typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value)) {
    return undefined;
  }
  return Object.entries(parsed.value).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined) return [[name, ""]];
    return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
  });
}

/** Numbers come as they were written: in `1.10`, the last digit tells one call from another. */
function parseJson(text: string): ParsedBody {
  const asWritten = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" ? (context?.source ?? value) : value;
  try {
    return { ok: true, value: JSON.parse(text, asWritten) };
  } catch {
    return { ok: false, reason: "the JSON is damaged or was cut off" };
  }
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
