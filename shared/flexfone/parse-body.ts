import { XMLParser } from "fast-xml-parser";

/** What was in an answer, before anybody asked what it means. */
export type ParsedBody = { ok: true; value: unknown } | { ok: false; reason: string };

/**
 * Text as the PBX sent it: JSON or XML by what it looks like, since its `Content-Type` is not always true. Values stay
 * text in XML, so that leading zeros and `+` survive. DTDs and entities beyond XML's own five are not read.
 */
export function parseBody(text: string): ParsedBody {
  const body = text.replace(/^\uFEFF/, "").trim();
  if (body === "") return { ok: true, value: undefined };
  if (body.startsWith("<")) return parseXml(body);
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch {
    return { ok: false, reason: "the answer is neither JSON nor XML, or was cut off" };
  }
}

/** What stands before the first element, and its name: a declaration and comments may precede a web page too. */
function beforeRoot(body: string): string {
  const start = body.slice(0, 2_000);
  const root = /<[a-z]/i.exec(start);
  return root === null ? start : start.slice(0, root.index + 6);
}

function parseXml(body: string): ParsedBody {
  if (/<(?:!doctype\s+html|html|head|body)\b/i.test(beforeRoot(body))) {
    return { ok: false, reason: "the answer is a web page. Is the address that of the API?" };
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(body)) return { ok: false, reason: "the answer holds a DTD, which is not read" };
  const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: true,
    processEntities: true,
    // Numeric character references count as HTML's here.
    htmlEntities: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  try {
    // The second argument checks that tags match, which a body that was cut off fails.
    const parsed: unknown = parser.parse(body, true);
    const roots = typeof parsed === "object" && parsed !== null ? Object.values(parsed) : [];
    return roots.length === 1 ? { ok: true, value: roots[0] } : { ok: false, reason: "the XML has no single root" };
  } catch {
    return { ok: false, reason: "the XML is damaged or was cut off" };
  }
}
