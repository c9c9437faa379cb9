import type { Diagnostics } from "../../shared/ipc/diagnostics.ts";

/** An app of which some is not as it should be. */
export const diagnostics: Diagnostics = {
  parts: [
    { part: "network", state: "ok", finding: "network-online", facts: {} },
    { part: "relay", state: "ok", finding: "relay-connected", facts: { minutes: 184 } },
    { part: "hooks", state: "broken", finding: "hooks-some", facts: { hooks: 12, kinds: 1 } },
    { part: "api", state: "broken", finding: "api-problem", facts: { employees: 214 }, code: "pbx-timeout" },
    { part: "dialling", state: "ok", finding: "dialling-make-call", facts: {} },
    { part: "notifications", state: "ok", finding: "notifications-shown", facts: {} },
    { part: "hotkeys", state: "broken", finding: "hotkeys-taken", facts: { hotkeys: 3, failed: 1 } },
    { part: "links", state: "attention", finding: "links-some", facts: { schemes: 1 } },
    { part: "autostart", state: "attention", finding: "autostart-off", facts: {} },
    { part: "keychain", state: "ok", finding: "keychain-encrypts", facts: {} },
    { part: "databases", state: "ok", finding: "databases-sound", facts: { megabytes: 48 } },
    { part: "contacts", state: "ok", finding: "contacts-fresh", facts: { sources: 3, failed: 0 } },
    { part: "policy", state: "ok", finding: "policy-in-force", facts: { settings: 2 } },
  ],
  versions: { app: "0.1.0", electron: "45.4.1", chromium: "152.0.7444.60", node: "24.21.0", system: "10.0.26200" },
  system: "win32",
  architecture: "x64",
  locale: "da",
};

/** An app of which all is as it should be. */
export const allWell: Diagnostics = {
  ...diagnostics,
  parts: diagnostics.parts.map((part) => {
    switch (part.part) {
      case "hooks":
        return { part: "hooks", state: "ok", finding: "hooks-all", facts: { hooks: 312, kinds: 4 } };
      case "api":
        return { part: "api", state: "ok", finding: "api-answers", facts: { employees: 214, minutes: 12 } };
      case "hotkeys":
        return { part: "hotkeys", state: "ok", finding: "hotkeys-work", facts: { hotkeys: 3, failed: 0 } };
      case "links":
        return { part: "links", state: "ok", finding: "links-all", facts: { schemes: 3 } };
      case "autostart":
        return { part: "autostart", state: "ok", finding: "autostart-on", facts: {} };
      default:
        return part;
    }
  }),
};
