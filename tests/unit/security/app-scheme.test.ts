import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { registerAppScheme, serveAppScheme } from "../../../electron/main/security/app-scheme.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const electron = vi.hoisted(() => ({
  serve: undefined as unknown,
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
}));
vi.mock("electron", () => ({
  protocol: {
    handle: (_scheme: string, serve: unknown) => {
      electron.serve = serve;
    },
    registerSchemesAsPrivileged: (schemes: typeof electron.schemes) => {
      electron.schemes = schemes;
    },
  },
}));

const SECRET = "the account's password";

/** A page's folder with secrets beside and above it. */
function setUp() {
  const root = temporaryFolder();
  const folder = join(root, "out", "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  mkdirSync(join(root, "out", "renderer-of-others"));
  writeFileSync(join(folder, "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "assets", "index.js"), "page()");
  for (const secret of [
    "secret.js",
    "out/secret.html",
    "out/renderer-of-others/secret.js",
    "out/renderer/settings.json",
  ])
    writeFileSync(join(root, secret), SECRET);
  serveAppScheme(folder);
  const serve = electron.serve as (request: { url: string; method: string }) => Promise<Response>;
  const get = async (url: string, method = "GET") => {
    const response = await serve({ url, method });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { get, folder, root };
}

describe("the pages' scheme", () => {
  it("serves the page, with its policy and type", async () => {
    const { get } = setUp();
    const { status, headers } = await get("app://sidetone/index.html");
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect((await get("app://sidetone/assets/index.js")).text).toBe("page()");
  });

  it("has no rights but to be an origin of its own", () => {
    registerAppScheme();
    expect(electron.schemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it.each([
    "app://sidetone/../secret.js",
    "app://sidetone/..%2f..%2fsecret.js",
    "app://sidetone/%2e%2e/%2e%2e/secret.js",
    "app://sidetone/..%5c..%5csecret.js",
    "app://sidetone/assets/..%2f..%2f..%2fsecret.js",
    "app://sidetone/..%2frenderer-of-others%2fsecret.js",
    "app://sidetone/%2fetc%2fpasswd",
    "app://sidetone//etc/passwd",
    "app://sidetone/index.html%00.js",
    "app://sidetone/settings.json",
    "app://sidetone/%E0%A4%A",
    "app://sidetone/",
    "app://sidetone/assets",
  ])("%s is not there", async (url) => {
    const { status, text } = await setUp().get(url);
    expect({ status, text }).toEqual({ status: 404, text: "" });
  });

  it("no path that anybody can write leads out of the folder", async () => {
    const { get } = setUp();
    const parts = fc.constantFrom(
      "..",
      ".",
      "%2e%2e",
      "%2f",
      "/",
      "\\",
      "%5c",
      "secret.js",
      "out",
      "renderer-of-others",
      "secret.html",
      "%252e",
      "index.html",
      "%00",
      "assets",
      "~",
      "C:",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 10 }), async (path) => {
        const { text } = await get(`app://sidetone/${path.join("/")}`);
        expect(text).not.toContain(SECRET);
        expect((await get(`app://sidetone/${path.join("")}`)).text).not.toContain(SECRET);
      }),
      { numRuns: 300 },
    );
  });

  it("another host, and anything but GET, is refused", async () => {
    const { get } = setUp();
    expect((await get("app://evil/index.html")).status).toBe(403);
    for (const method of ["POST", "PUT", "DELETE", "HEAD"])
      expect((await get("app://sidetone/index.html", method)).status).toBe(403);
  });

  it("what else lies in the folder with another ending is not served, also not through a link", async () => {
    const { get, folder, root } = setUp();
    symlinkSync(join(root, "out", "renderer", "settings.json"), join(folder, "link.json"));
    expect((await get("app://sidetone/link.json")).status).toBe(404);
  });
});
