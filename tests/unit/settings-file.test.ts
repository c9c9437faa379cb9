import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileSettings, portableNames, portableSettings } from "../../shared/settings/portable-settings.ts";
import { readPolicy } from "../../shared/settings/read-policy.ts";
import { readSettingsFile, writeSettingsFile } from "../../shared/settings/settings-file.ts";

const settings = fc.record({
  language: fc.constantFrom("system", "da", "en"),
  theme: fc.constantFrom("system", "light", "dark"),
  hideNames: fc.boolean(),
  notificationStyle: fc.constantFrom("system", "card", "both", "none"),
  notificationSound: fc.constantFrom("none", "vips", "all"),
  onlyVips: fc.boolean(),
  dialVia: fc.constantFrom("makeCall", "relay"),
  dialSelectionAtOnce: fc.boolean(),
  dialLinks: fc.constantFrom("ask", "direct"),
  historyDays: fc.integer({ min: 1, max: 3650 }),
});

describe("settings as a file", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(settings, fc.constantFrom({}, { "dial-bar": "Alt+D" }), (some, hotkeys) => {
        const parsed = fileSettings.parse({ ...some, hotkeys });
        expect(readSettingsFile(writeSettingsFile(parsed))).toEqual({ ok: true, settings: parsed, ignored: [] });
      }),
    );
  });

  it("hold no secret, no name and no address", () => {
    expect(portableNames.filter((name) => /password|token|user|url|host|pairing|secret|owner/i.test(name))).toEqual([]);
  });

  it("stand field by field: what cannot be used is named", () => {
    const file = {
      kind: "sidetone-settings",
      version: 1,
      settings: { language: "da", theme: "pink", makeCallUrl: "https://evil.example", __proto__x: 1, historyDays: 0 },
    };
    expect(readSettingsFile(`\uFEFF${JSON.stringify(file)}`)).toEqual({
      ok: true,
      settings: { language: "da" },
      ignored: [
        { name: "theme", why: "not-valid" },
        { name: "makeCallUrl", why: "unknown" },
        { name: "__proto__x", why: "unknown" },
        { name: "historyDays", why: "not-valid" },
      ],
    });
  });

  it.each([
    ["", "not-settings"],
    ["{}", "not-settings"],
    ["[]", "not-settings"],
    ["null", "not-settings"],
    ['{"kind":"sidetone-settings"}', "not-settings"],
    ['{"kind":"sidetone-settings","version":1,"settings":[]}', "not-settings"],
    ['{"kind":"sidetone-settings","version":2,"settings":{}}', "newer"],
    [`{"kind":"sidetone-settings","version":1,"settings":{},"x":"${"x".repeat(70_000)}"}`, "not-settings"],
  ])("%.60s is refused", (text, reason) => {
    expect(readSettingsFile(text)).toEqual({ ok: false, reason });
  });

  it("whatever a file holds, nothing throws and nothing but settings comes out", () => {
    const object = fc.record({
      kind: fc.constant("sidetone-settings"),
      version: fc.constant(1),
      settings: fc.object(),
    });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      object.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (some) => {
        const read = readSettingsFile(some);
        if (!read.ok) return;
        expect(fileSettings.partial().safeParse(read.settings).success).toBe(true);
        expect(read.ignored.every(({ name }) => name.length <= 60)).toBe(true);
        expect(read.ignored.length).toBeLessThanOrEqual(20);
      }),
    );
    const names = ["__proto__", "constructor", "toString"].map((name) => `"${name}": true`).join(",");
    const read = readSettingsFile(`{"kind":"sidetone-settings","version":1,"settings":{${names}}}`);
    expect(read).toMatchObject({ ok: true, settings: {}, ignored: [{ why: "unknown" }, {}, {}] });
  });
});

describe("an administrator's policy", () => {
  it("sets values, and defaults", () => {
    const text = JSON.stringify({
      relay: "https://relay.example.dk",
      account: "12345",
      settings: { historyDays: 30, autostart: true, updates: "off" },
      defaults: { language: "en" },
    });
    expect(readPolicy(text)).toEqual({
      settings: { historyDays: 30, autostart: true, updates: "off" },
      defaults: { language: "en" },
      problems: [],
    });
  });

  it("stands field by field, and names what it leaves out", () => {
    const text = '{"settings":{"theme":"pink","hideNames":true,"makeCallUrl":"https://x.dk"},"defaults":7,"lock":[]}';
    expect(readPolicy(text)).toEqual({
      settings: { hideNames: true },
      defaults: {},
      problems: ["settings.theme", "settings.makeCallUrl", "defaults", "lock"],
    });
  });

  it("that is no JSON is none, and whatever it holds, nothing throws", () => {
    expect(readPolicy("{ settings: }")).toEqual({ settings: {}, defaults: {}, problems: [""] });
    const part = fc.oneof(fc.object(), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.record({ settings: part, defaults: part }).map((v) => JSON.stringify(v)),
        ),
        (text) => {
          const { settings: forced, defaults } = readPolicy(text);
          expect(portableSettings.partial().loose().safeParse(forced).success).toBe(true);
          expect(portableSettings.partial().loose().safeParse(defaults).success).toBe(true);
        },
      ),
    );
  });
});
