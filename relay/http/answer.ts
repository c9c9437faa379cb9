import type { ServerResponse } from "node:http";
import type { RelayErrorCode } from "../../shared/relay-protocol/http.ts";

const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...headers, "Content-Type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { ...headers, "Content-Type": "application/json; charset=utf-8" })
    .end(JSON.stringify(body));
}

export function answerNothing(response: ServerResponse): void {
  response.writeHead(204, headers).end();
}

export function answerError(response: ServerResponse, status: number, code: RelayErrorCode, message: string): void {
  answerJson(response, status, { error: { code, message } });
}
