import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The query parameter that lets a browser in the first time. */
export const TOKEN_PARAMETER = "electron-double-token";

/**
 * Who may talk to the double's loopback servers: whoever knows this run's token, by header, by cookie, or once by link. The
 * Host header is checked too, so that a name that someone points at 127.0.0.1 reaches nothing.
 */
export class LoopbackAccess {
  readonly token = randomBytes(24).toString("base64url");
  // Cookies are shared by all ports of a host, so that two runs need two names.
  readonly #cookie = `electron-double-${randomBytes(4).toString("hex")}`;

  /** The origin of a server on this port. */
  static origin(port: number): string {
    return `http://127.0.0.1:${port}`;
  }

  /** The link that lets a browser in. */
  link(port: number, path: string): string {
    const url = new URL(path, LoopbackAccess.origin(port));
    url.searchParams.set(TOKEN_PARAMETER, this.token);
    return url.href;
  }

  isAddressedTo(request: IncomingMessage, port: number): boolean {
    return request.headers.host === `127.0.0.1:${port}`;
  }

  knows(request: IncomingMessage): boolean {
    const bearer = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
    const cookies = (request.headers.cookie ?? "").split(/; */);
    const cookie = cookies.find((pair) => pair.startsWith(`${this.#cookie}=`))?.slice(this.#cookie.length + 1);
    return this.#matches(bearer) || this.#matches(cookie);
  }

  /** For a link with the token: the headers of the redirect to the same link without it; undefined for any other. */
  admit(request: IncomingMessage, port: number): Record<string, string> | undefined {
    const url = new URL(request.url ?? "/", LoopbackAccess.origin(port));
    const token = url.searchParams.get(TOKEN_PARAMETER);
    if (token === null || !this.#matches(token)) return undefined;
    url.searchParams.delete(TOKEN_PARAMETER);
    return {
      "Set-Cookie": `${this.#cookie}=${this.token}; HttpOnly; SameSite=Strict; Path=/`,
      Location: url.pathname + url.search,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    };
  }

  #matches(candidate: string | undefined): boolean {
    if (candidate === undefined) return false;
    const given = Buffer.from(candidate);
    const expected = Buffer.from(this.token);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
