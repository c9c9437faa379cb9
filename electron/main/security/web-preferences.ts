import type { WebPreferences } from "electron";

/** What every page of the app is: in a sandbox, by itself, with nothing but the preload's two functions (docs/security.md). */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  };
}
