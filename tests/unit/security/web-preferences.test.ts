import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { webPreferences } from "../../../electron/main/security/web-preferences.ts";

const root = "electron";
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
const windows = files.filter(({ text }) => text.includes("new BrowserWindow("));

describe("every page", () => {
  it("is sandboxed and isolated, without Node and webviews", () => {
    expect(webPreferences("/preload.cjs")).toEqual({
      preload: "/preload.cjs",
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it.each(windows.map(({ file, text }) => [file, text]))("of %s is so", (_, text) => {
    expect(text.split("new BrowserWindow(")).toHaveLength(2);
    expect(text.match(/webPreferences: .*/g)).toEqual(["webPreferences: webPreferences(preload),"]);
  });

  it("is of a window that is known", () => expect(windows.length).toBe(2));
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

test("nothing is opened outside the app but the system's page of programs for links, by an address that stands in the code", () => {
  const outside = files.filter(({ text }) => text.includes("openExternal("));
  expect(outside.map(({ file }) => file)).toEqual([join("main", "adapters", "electron", "electron-link-handlers.ts")]);
  expect(outside[0]?.text.match(/openExternal\([^\n]*/g)).toEqual([
    'openExternal("ms-settings:defaultapps?registeredAppMachine=Sidetone");',
    'openExternal("ms-settings:defaultapps?registeredAppUser=Sidetone");',
  ]);
});
