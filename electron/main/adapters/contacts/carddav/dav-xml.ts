import { XMLParser } from "fast-xml-parser";

/** One resource of a 207 answer (RFC 4918, section 13), with the properties that were found. */
export interface DavResource {
  href: string;
  /** Of the whole resource, where there is one: 404 for what has gone, 507 where the answer was cut. */
  status?: number;
  /** By name without prefix; only those that were found. */
  properties: Record<string, unknown>;
}

export interface MultiStatus {
  resources: DavResource[];
  syncToken?: string;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  // Cards hold line breaks as references.
  processEntities: true,
  htmlEntities: true,
  isArray: (name) => ["response", "propstat", "href", "addressbook"].includes(name),
});

/** The last that stands there: of an answer that broke off, what is missing would be taken for deleted. */
const end =
  /(?:<\/(?:[\w.-]+:)?multistatus\s*>|<(?:[\w.-]+:)?multistatus\b[^<>]*\/>)(?:\s|<!--(?:(?!-->)[\s\S])*-->)*$/;

/** Undefined for anything but a 207 answer's whole body. */
export function readMultiStatus(text: string): MultiStatus | undefined {
  // No answer has a document type; entities that grow without end have one.
  if (!end.test(text.slice(-1_000)) || /<!DOCTYPE/i.test(text)) return undefined;
  let document: unknown;
  try {
    document = parser.parse(text);
  } catch {
    return undefined;
  }
  const multiStatus = child(document, "multistatus");
  if (multiStatus === undefined) return undefined;
  const responses = child(multiStatus, "response");
  const resources = (Array.isArray(responses) ? responses : []).flatMap((response) => readResponse(response));
  const token = child(multiStatus, "sync-token");
  return { resources, ...(typeof token === "string" && token !== "" ? { syncToken: token } : {}) };
}

function readResponse(response: unknown): DavResource[] {
  const hrefs = child(response, "href");
  const [href] = Array.isArray(hrefs) ? hrefs : [];
  if (typeof href !== "string") return [];
  const properties: Record<string, unknown> = {};
  const propstats = child(response, "propstat");
  for (const propstat of Array.isArray(propstats) ? propstats : []) {
    const status = statusOf(child(propstat, "status"));
    const found = child(propstat, "prop");
    if ((status === undefined || status === 200) && typeof found === "object" && found !== null)
      Object.assign(properties, found);
  }
  const status = statusOf(child(response, "status"));
  return [{ href, properties, ...(status === undefined ? {} : { status }) }];
}

function statusOf(line: unknown): number | undefined {
  const found = typeof line === "string" ? /\s(\d{3})(?:\s|$)/.exec(line) : null;
  return found === null ? undefined : Number(found[1]);
}

/** What an element holds; undefined where there is no such element. */
export function child(element: unknown, name: string): unknown {
  return typeof element === "object" && element !== null && Object.hasOwn(element, name)
    ? (element as Record<string, unknown>)[name]
    : undefined;
}

/** The address in a property such as `current-user-principal`. */
export function hrefIn(property: unknown): string | undefined {
  const hrefs = child(property, "href");
  const [href] = Array.isArray(hrefs) ? hrefs : [hrefs];
  return typeof href === "string" && href !== "" ? href : undefined;
}

/** A text for an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
