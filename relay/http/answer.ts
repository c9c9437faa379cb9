import type { ServerResponse } from "node:http";
import type { RelayErrorCode } from "../../shared/relay-protocol/http.ts";

const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

export function answerText(response: ServerResponse, status: number, text: string): void {
  end(response, status, "text/plain; charset=utf-8", `${text}\n`);
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  end(response, status, "application/json; charset=utf-8", JSON.stringify(body));
}

export function answerNothing(response: ServerResponse): void {
  response.writeHead(204, headers).end();
}

export function answerError(response: ServerResponse, status: number, code: RelayErrorCode, message: string): void {
  answerJson(response, status, { error: { code, message } });
}

/** With its length, or it would be sent in chunks. */
function end(response: ServerResponse, status: number, contentType: string, body: string): void {
  response
    .writeHead(status, { ...headers, "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) })
    .end(body);
}
