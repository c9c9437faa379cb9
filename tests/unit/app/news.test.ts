import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newsOf } from "../../../electron/main/services/news.ts";

const root = resolve(import.meta.dirname, "../../..");

describe("what is new", () => {
  const changelog = [
    "# Changelog",
    "## Unreleased\n### English\n- Soon.",
    "## 1.10.0 – 2027-01-04\n### Dansk\n- Ti.\n### English\n- Ten.",
    "## [1.9.1]\r\n### English\r\n- Nine.\r\n  Really.\r\n* Nine more.",
    "## 1.9.0\n### English\n- Eight.\n",
  ].join("\n");

  it("is that of all versions since, the newest first", () => {
    expect(newsOf(changelog, "en", "1.9.0", "1.10.0")).toEqual(["Ten.", "Nine. Really.", "Nine more."]);
    expect(newsOf(changelog, "da", "1.9.0", "1.10.0")).toEqual(["Ti."]);
    expect(newsOf(changelog, "en", "1.9.0", "1.9.1")).toEqual(["Nine. Really.", "Nine more."]);
    expect(newsOf(changelog, "en", "1.10.0", "1.10.0")).toEqual([]);
  });

  it("never fails on any text", () => {
    const line = fc.oneof(fc.string(), fc.constantFrom("## 1.0.0", "### Dansk", "- Nyt", "  mere", "## "));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const point of newsOf(lines.join("\n"), "da", "0.0.0", "9.0.0")) expect(point).not.toContain("\n");
      }),
    );
  });

  it("has both languages for this version, with as many points", () => {
    const text = readFileSync(resolve(root, "CHANGELOG.md"), "utf8");
    const { version }: { version: string } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8"));
    const danish = newsOf(text, "da", "0.0.0", version);
    expect(danish.length).toBeGreaterThan(0);
    expect(newsOf(text, "en", "0.0.0", version)).toHaveLength(danish.length);
  });
});
