import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { providerOf, serverOf } from "../../renderer/features/sources/carddav-provider.ts";
import { sourceAnnouncements } from "../../renderer/features/sources/source-announcements.ts";
import { createI18n } from "../../renderer/i18n/create-i18n.ts";
import { createFormats } from "../../shared/i18n/formats.ts";
import type { Translate } from "../../shared/i18n/translator.ts";
import { NOW } from "../fakes/fixture-snapshots.ts";
import { nextcloud, runningFolder, watchedFolder } from "../fakes/fixture-sources.ts";

describe("whose an address is", () => {
  test.each([
    ["anna@icloud.com", "icloud"],
    ["Anna@ME.com", "icloud"],
    ["https://p42-contacts.icloud.com:443/1234/", "icloud"],
    ["anna@gmail.com", "google"],
    ["https://www.googleapis.com/carddav/v1/", "google"],
    ["https://anna@carddav.fastmail.com/dav/", "fastmail"],
    ["anna@nordlys.example", undefined],
    ["cloud.nordlys.example/icloud.com", undefined],
    ["noticloud.com", undefined],
    ["https://icloud.com.nordlys.example/", undefined],
    ["constructor", undefined],
    ["", undefined],
  ])("%j is %s", (typed, provider) => {
    expect(providerOf(typed)).toBe(provider);
  });

  test("nothing that can be typed is more than it can take", () => {
    fc.assert(fc.property(fc.string(), (typed) => void serverOf(providerOf(typed) ?? "other", typed)));
  });
});

describe("what is said of sources", () => {
  const i18n = createI18n("da");
  const t: Translate = (key: string, ...values: readonly object[]) => i18n.t(key, { ...values[0] });
  const said = (...states: Parameters<typeof sourceAnnouncements>[0][]) =>
    sourceAnnouncements(states[0] ?? [], states[1] ?? [], createFormats("da"), t);

  test("begun, done and failed, each once", () => {
    expect(said([watchedFolder], [runningFolder])).toEqual(["Adressekartotek hentes"]);
    expect(said([runningFolder], [{ ...runningFolder, progress: { contacts: 20_000, rate: 1 } }])).toEqual([]);
    expect(said([runningFolder], [watchedFolder])).toEqual(["Adressekartotek: 40.112 kontakter, ajour"]);
    expect(said([watchedFolder], [watchedFolder])).toEqual([]);
    const result = { state: "failed", at: NOW, code: "disk-full" } as const;
    expect(said([nextcloud], [{ ...nextcloud, result }])).toEqual([
      "Nextcloud: Disken er fuld. Gør plads, og prøv igen.",
    ]);
  });

  test("nothing of what was there from the start", () => {
    expect(said([], [nextcloud])).toEqual([]);
  });
});
