import type { ApiRequest } from "./api-request.ts";
import { Refusal } from "./refusal.ts";

export type Format = "json" | "xml";

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * The Employee API answers in the format of the request's Content-Type (guide: "API snitflade"), JSON where there is none.
 *
 * @throws Refusal 400 for another type
 */
export function formatOf({ contentType }: Pick<ApiRequest, "contentType">): Format {
  switch (contentType) {
    case undefined:
    case "application/json":
    case "text/json":
      return "json";
    case "application/xml":
    case "text/xml":
      return "xml";
    default:
      throw new Refusal(400, `Content-Type must be application/json or application/xml, not ${contentType}.`);
  }
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(value) };
}

export function xmlAnswer(body: string, status = 200): Answer {
  return {
    status,
    contentType: "application/xml; charset=utf-8",
    body: `<?xml version="1.0" encoding="utf-8"?>${body}`,
  };
}

/** `{Success, Message}`, as SetCallFlowState and MakeCall answer. */
export function outcomeAnswer(outcome: { success: boolean; message: string }, format: Format, status = 200): Answer {
  if (format === "json") return jsonAnswer({ Success: outcome.success, Message: outcome.message }, status);
  return xmlAnswer(
    `<Result><Success>${outcome.success}</Success><Message>${escapeXml(outcome.message)}</Message></Result>`,
    status,
  );
}

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
