import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import { readToastArguments } from "../../../electron/main/adapters/electron/toast-arguments.ts";
import { toastXml } from "../../../electron/main/adapters/electron/toast-xml.ts";
import type { NotificationContent } from "../../../electron/main/ports/notifier.ts";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
});

/** What a caller may have written into his name: markup, quotes, control characters, halves of characters. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ maxLength: 40 }).map((inner) => `"/><script>${inner}</toast>&amp;]]>`),
  fc.constantFrom("Hansen & Søn", "<b>", "a\nb\r\nc\td", "\ud800x", "\u0000\u0007"),
);
const content: fc.Arbitrary<NotificationContent> = fc.record({
  title: text,
  body: text,
  actions: fc.array(fc.record({ id: fc.constantFrom("open", "dismiss", "call-back"), text }), { maxLength: 3 }),
  silent: fc.boolean(),
  stay: fc.constantFrom("call" as const, "lasting" as const, "passing" as const),
});

/** As a parser of XML 1.0 gives it back. */
const readable = (written: string, longest: number) => {
  const clean = (letters: string) =>
    letters
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/\p{Surrogate}/gu, "");
  const letters = [...written];
  return clean(letters.length <= longest ? written : `${letters.slice(0, longest - 1).join("")}…`);
};

it("whatever a caller is called, the toast is well-formed, says it, and has the buttons it should have", () => {
  fc.assert(
    fc.property(content, (shown) => {
      const xml = toastXml(shown, "h6361", "1-1");
      expect(XMLValidator.validate(xml)).toBe(true);
      const { toast } = parser.parse(xml);
      const texts = [toast.visual.binding.text ?? []].flat();
      const wanted = [readable(shown.title, 100), readable(shown.body, 400)].filter((line) => line !== "");
      expect(texts.filter((line: string) => line !== "")).toEqual(wanted);
      const buttons = [toast.actions?.action ?? []].flat();
      expect(buttons).toHaveLength(shown.actions.length);
      for (const [index, button] of buttons.entries()) {
        expect(button.content).toBe(readable(shown.actions[index]?.text ?? "", 30));
        expect(button.arguments).toMatch(new RegExp(`^type=action&action=${index}&tag=h6361&`));
        expect(readToastArguments(button.arguments)).toEqual({
          tag: "h6361",
          showing: "1-1",
          action: { index, id: shown.actions[index]?.id },
        });
      }
      const hasScenario = shown.stay !== "passing" && shown.actions.length > 0;
      expect(toast.scenario).toBe(hasScenario ? (shown.stay === "call" ? "incomingCall" : "reminder") : undefined);
      expect(toast.audio.silent).toBe(shown.silent ? "true" : undefined);
      expect(Object.keys(toast).sort()).toEqual(
        [
          ...(shown.actions.length > 0 ? ["actions"] : []),
          "audio",
          "launch",
          ...(hasScenario ? ["scenario"] : []),
          "visual",
        ].sort(),
      );
    }),
    { numRuns: 500 },
  );
});

it("never exceeds what Windows takes, however much there is to escape", () => {
  const long = '"'.repeat(5_000);
  const actions = Array.from({ length: 9 }, () => ({ id: "open", text: long }));
  const xml = toastXml({ title: long, body: long, actions, silent: true, stay: "call" }, `s${"0".repeat(62)}`, "1");
  expect(Buffer.byteLength(xml)).toBeLessThan(5 * 1024);
});
