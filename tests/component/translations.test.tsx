import { createInstance } from "i18next";
import { describe, expect, test } from "vitest";
import { catalogues } from "../../shared/i18n/catalogues.ts";
import { createFormats } from "../../shared/i18n/formats.ts";
import { i18nextOptions, resolveLocale } from "../../shared/i18n/i18next-options.ts";

/** Dotted key → text. */
function flatten(tree: object, prefix = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string"
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(Object(value), `${prefix}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const danish = flatten(catalogues.da);
const english = new Map(flatten(catalogues.en));

describe("the catalogues", () => {
  test("have the same keys", () => {
    expect([...english.keys()].sort()).toEqual(danish.map(([key]) => key).sort());
  });

  test("have the same placeholders", () => {
    const differing = danish.filter(
      ([key, text]) => `${placeholders(text)}` !== `${placeholders(english.get(key) ?? "")}`,
    );
    expect(differing).toEqual([]);
  });

  test("leave no text empty", () => {
    expect([...danish, ...english].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("have both forms of every plural", () => {
    const plural = danish.map(([key]) => key).filter((key) => /_(one|other)$/.test(key));
    for (const key of plural) expect(danish.map(([other]) => other)).toContain(key.replace(/_(one|other)$/, "_one"));
    for (const key of plural) expect(danish.map(([other]) => other)).toContain(key.replace(/_(one|other)$/, "_other"));
  });

  test("count in both languages, and escape nothing", () => {
    const texts = createInstance();
    void texts.init(i18nextOptions("da"));
    expect(texts.t("tray.missed", { count: 1 })).toBe("1 ubesvaret opkald");
    expect(texts.t("tray.missed", { count: 2, lng: "en" })).toBe("2 missed calls");
    expect(texts.t("notifications.incoming", { name: "Lund & Søn" })).toBe("Lund & Søn ringer");
  });
});

describe("the language", () => {
  test.each([
    ["system", ["da-DK", "en"], "da"],
    ["system", ["en-US"], "en"],
    ["system", ["de-DE", "da"], "en"],
    ["system", [], "da"],
    ["en", ["da-DK"], "en"],
  ] as const)("%s with %j is %s", (wish, system, locale) => {
    expect(resolveLocale(wish, system)).toBe(locale);
  });
});

describe("times and lengths", () => {
  const da = createFormats("da", "Europe/Copenhagen");
  const en = createFormats("en", "Europe/Copenhagen");
  /** 23:30 in Copenhagen, summer time. */
  const late = Date.UTC(2026, 4, 12, 21, 30);

  test("times are in 24 hours, as the language writes them", () => {
    expect(da.time(late)).toBe("23.30");
    expect(en.time(late)).toBe("23:30");
    expect(en.time(Date.UTC(2026, 4, 12, 22, 5))).toBe("00:05");
  });

  test("yesterday begins at midnight in Copenhagen", () => {
    expect(da.daysAgo(late, late + 29 * 60_000)).toBe(0);
    expect(da.daysAgo(late, late + 31 * 60_000)).toBe(1);
    // The night in which the clocks go back has 25 hours.
    expect(da.daysAgo(Date.UTC(2026, 9, 24, 22, 30), Date.UTC(2026, 9, 25, 22, 30))).toBe(0);
  });

  test("days are named, older ones with their year", () => {
    expect(da.day(late, late)).toBe("tirsdag 12. maj");
    expect(da.day(Date.UTC(2025, 4, 12, 12), late)).toBe("12. maj 2025");
  });

  test("lengths", () => {
    expect(da.length(252)).toBe("4 min. 12 sek.");
    expect(da.length(3600)).toBe("1 t.");
    expect(da.roughLength(252)).toBe("4 min.");
    expect(da.roughLength(45)).toBe("45 sek.");
    expect(da.roughLength(7000)).toBe("2 t.");
    expect(en.clock(65)).toBe("1:05");
    expect(en.clock(3909)).toBe("1:05:09");
    expect(en.clock(-3)).toBe("0:00");
  });
});
