import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { ApiRequest } from "./api-request.ts";
import { Refusal } from "./refusal.ts";

export interface MakeCallFields {
  readonly Device: string;
  readonly Callee: string;
  readonly Username: string;
  readonly Password: string;
}

const fieldNames = ["Device", "Callee", "Username", "Password"] as const;

/** The default namespace of the guide's XML example. */
const NAMESPACE = "http://schemas.datacontract.org/2004/07/MyFone_API.Models";

/**
 * Reads MakeCall's body (guide: "Initier opkald"): exactly these four fields, all text, `Device` present even when
 * empty.
 *
 * @throws Refusal 400 for anything else, 415 for another Content-Type
 */
export function readMakeCallBody({ contentType, body }: ApiRequest): MakeCallFields {
  switch (contentType) {
    case "application/json":
    case "text/json":
      return checkFields(readJson(body));
    case "application/xml":
    case "text/xml":
      return checkFields(readXml(body));
    default:
      throw new Refusal(
        415,
        `MakeCall takes application/json or application/xml, not ${contentType ?? "a body without Content-Type"}.`,
      );
  }
}

function readJson(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Refusal(400, "The body is not JSON.");
  }
  if (!isRecord(parsed)) throw new Refusal(400, "The body must be one JSON object.");
  return parsed;
}

function readXml(body: string): Record<string, unknown> {
  if (/<!DOCTYPE/i.test(body)) throw new Refusal(400, "The XML must not have a DOCTYPE.");
  if (XMLValidator.validate(body) !== true) throw new Refusal(400, "The body is not well-formed XML.");
  const parsed: unknown = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    trimValues: true,
    ignoreDeclaration: true,
  }).parse(body);
  const call = isRecord(parsed) ? parsed.Call : undefined;
  if (!isRecord(call)) throw new Refusal(400, "The XML's root must be <Call>, with its fields as elements.");
  if (call["@xmlns"] !== NAMESPACE) throw new Refusal(400, `<Call> must have xmlns="${NAMESPACE}".`);
  return Object.fromEntries(Object.entries(call).filter(([name]) => !name.startsWith("@")));
}

function checkFields(fields: Record<string, unknown>): MakeCallFields {
  const unknownField = Object.keys(fields).find((name) => !fieldNames.some((known) => known === name));
  if (unknownField !== undefined) throw new Refusal(400, `MakeCall has no field "${unknownField.slice(0, 40)}".`);
  const text = (name: (typeof fieldNames)[number]): string => {
    const value = fields[name];
    if (value === undefined) {
      throw new Refusal(
        400,
        name === "Device" ? "Device is missing; it must be there even when it is empty." : `${name} is missing.`,
      );
    }
    if (typeof value !== "string") throw new Refusal(400, `${name} must be text.`);
    return value;
  };
  return { Device: text("Device"), Callee: text("Callee"), Username: text("Username"), Password: text("Password") };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
