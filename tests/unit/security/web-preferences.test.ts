import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";

const root = "electron";
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
const windows = files.filter(({ text }) => text.includes("new BrowserWindow("));

describe("every window", () => {
  it.each(windows.map(({ file, text }) => [file, text]))(
    "%s is sandboxed and isolated, without Node and webviews",
    (_, text) => {
      expect(text.split("new BrowserWindow(")).toHaveLength(2);
      for (const preference of [
        "sandbox: true",
        "contextIsolation: true",
        "nodeIntegration: false",
        "webviewTag: false",
      ])
        expect(text).toContain(preference);
    },
  );

  it("is one of those that are known", () => expect(windows.length).toBeGreaterThanOrEqual(2));
});

describe("no line of the app", () => {
  it.each([
    /webSecurity\s*:/,
    /allowRunningInsecureContent/,
    /experimentalFeatures/,
    /enableBlinkFeatures/,
    /nodeIntegrationIn/,
    /allowpopups/,
    /["'`]file:\/\//,
    /ignore-certificate-errors/,
    /setCertificateVerifyProc/,
    /certificate-error/,
    /executeJavaScript/,
    /["']@electron\/remote/,
    /unsafe-inline|unsafe-eval/,
  ])("has %s", (forbidden) => {
    expect(files.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

test("nothing is opened outside the app but the system's page of programs for links, whose address is ours", () => {
  const outside = files.filter(({ text }) => text.includes("openExternal("));
  expect(outside.map(({ file }) => file)).toEqual([join("main", "adapters", "electron", "electron-link-handlers.ts")]);
  expect(outside[0]?.text.match(/openExternal\([^\n]*/g)).toEqual([
    'openExternal("ms-settings:defaultapps?registeredAppMachine=Sidetone");',
    'openExternal("ms-settings:defaultapps?registeredAppUser=Sidetone");',
  ]);
});
