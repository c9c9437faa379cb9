import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { protocol } from "electron";
import { CONTENT_SECURITY_POLICY } from "./content-security-policy.ts";

/** The pages' own scheme: unlike `file:` it has an origin, and reaches one folder only. */
const APP_SCHEME = "app";
export const APP_ORIGIN = "app://sidetone";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built pages in a folder, and nothing outside it. */
export function serveAppScheme(folder: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (request.method !== "GET" || `${APP_SCHEME}://${host}` !== APP_ORIGIN) return refuse(403);
    const file = resolveInside(folder, pathname);
    const type = file === undefined ? undefined : contentTypes[extname(file)];
    if (file === undefined || type === undefined) return refuse(404);
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: { "Content-Type": type, ...headers } });
    } catch {
      return refuse(404);
    }
  });
}

const headers = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

function refuse(status: number): Response {
  return new Response(null, { status, headers });
}

/** The file for a URL's path; undefined where it would lie outside the folder. */
function resolveInside(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes("\0")) return undefined;
  const root = normalize(folder + sep);
  const file = normalize(join(root, decoded));
  return file.startsWith(root) ? file : undefined;
}
