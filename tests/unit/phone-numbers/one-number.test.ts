import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import { formatNumber } from "../../../shared/phone-numbers/format.ts";
import { isHiddenNumber } from "../../../shared/phone-numbers/hidden.ts";
import { normaliseNumber } from "../../../shared/phone-numbers/normalise.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import { redactNumber } from "../../../shared/phone-numbers/redact.ts";
import { sameNumber } from "../../../shared/phone-numbers/same-number.ts";

describe("one number, however it is written", () => {
  it.each([
    "86515151",
    "86 51 51 51",
    "+45 86 51 51 51",
    "+45 (0) 86 51 51 51",
    "0045 86515151",
    "4586515151",
    "tel:+45-86-51-51-51;ext=12",
    "callto:86515151",
    "sip:86515151@pbx.example",
    "86 51 51 51 lok. 202",
    "86515151 ext 202",
    "８６５１５１５１",
    "86\u00a051\u202f51\u200951",
    "86‐51‑51–51",
    "(86) 51.51/51",
    "\u202a+4586515151\u202c",
    "86\u00ad51\u200b51\u200d51",
    "٨٦٥١٥١٥١",
    "tel:86515151;phone-context=+45",
    "tel:%2B45%2086%2051%2051%2051",
    "sips:+4586515151@pbx.example;transport=tls",
    "8651 5151",
    "+45-8651-5151",
  ])("%s", (written) => {
    expect(numberKey(written)).toBe("+4586515151");
    expect(formatNumber(written)).toBe("86 51 51 51");
    expect(toDialable(written)).toMatchObject({
      ok: true,
      number: "86515151",
      display: "86 51 51 51",
      kind: "subscriber",
    });
  });

  it.each([
    ["86 51 51 51 lok. 202", "202"],
    ["tel:+45-86-51-51-51;ext=12", "12"],
    ["86515151 ext 7", "7"],
    ["+45 86515151 x123", "123"],
    ["86515151,202", "202"],
    ["+45 86515151,,,202", "202"],
    ["86515151", undefined],
  ])("%s: the extension is named, and not dialled", (written, extension) => {
    const dialable = toDialable(written);
    expect(dialable.ok && dialable.number).toBe("86515151");
    expect(dialable.ok && dialable.extension).toBe(extension);
  });

  it.each([
    ["", "empty"],
    ["\u200b \u00ad", "empty"],
    ["Mette", "letters"],
    ["ring 86 til Mette", "letters"],
    ["86515151 / 22334455", "several"],
    ["Tlf. 86 51 51 51, mobil 22 33 44 55", "several"],
    ["86 51 51 51 22 33 44 55", "several"],
    ["112, 114", "several"],
    ["202; 203", "several"],
    ["112/114", "several"],
    ["+45 86515151/52", "several"],
    ["123456789012345678901", "too-long"],
    ["+", "no-number"],
    ["---", "no-number"],
  ])("%j cannot be dialled: %s", (written, reason) => {
    expect(toDialable(written)).toEqual({ ok: false, reason });
  });

  it.each([
    ["202", "local"],
    ["1813", "short"],
    ["*21*202#", "feature"],
    ["+298 123456", "foreign"],
    ["+299 321000", "foreign"],
    ["90 12 34 56", "subscriber"],
  ])("%s is %s", (written, kind) => {
    expect(toDialable(written)).toMatchObject({ ok: true, kind });
  });

  it.each(["112", "114", "1813", "118", "202", "6050", "200000", "0202", "007"])("%s is left as it is", (digits) => {
    expect(numberKey(digits)).toBe(digits);
    expect(formatNumber(digits)).toBe(digits);
    expect(toDialable(digits)).toMatchObject({ ok: true, number: digits, display: digits });
  });

  it.each(["+45 112", "0045 112", "+45112"])("%s is the emergency call", (written) => {
    expect(toDialable(written)).toMatchObject({ ok: true, number: "112", kind: "short", warning: "emergency" });
  });

  it.each(["+49 89/1234567", "0049 (89)/1234 567", "+49 89/123-4567"])(
    "%s: a slash behind an area code parts nothing",
    (written) => expect(numberKey(written)).toBe("+49891234567"),
  );

  it.each([`${" ".repeat(196)}86515151`, `\n\u200b${"\u00a0".repeat(300)}86 51 51 51`, "86,51,51,51"])(
    "what stands before a number takes nothing of it",
    (written) => expect(numberKey(written)).toBe("+4586515151"),
  );

  it("feature codes keep their signs", () => {
    expect(toDialable("*21*202#")).toMatchObject({ ok: true, number: "*21*202#" });
  });

  it("foreign numbers are dialled with 00", () => {
    expect(toDialable("+46 8 123 456 78")).toEqual({
      ok: true,
      number: "0046812345678",
      display: "+46 8 123 456 78",
      kind: "foreign",
      warning: "foreign",
    });
    expect(sameNumber("46812345678", "+46812345678")).toBe(true);
  });

  it("says what is special", () => {
    expect(toDialable("112")).toMatchObject({ number: "112", warning: "emergency" });
    expect(toDialable("1 1 2")).toMatchObject({ number: "112", warning: "emergency" });
    // A local number of the PBX may look like this.
    expect(toDialable("0112")).not.toHaveProperty("warning");
    expect(toDialable("90123456")).toMatchObject({ warning: "premium" });
  });

  it.each(["", "hej", "Mette 202", "+", "---"])("%j is no number", (text) => {
    expect(normaliseNumber(text)).toEqual({ kind: "none" });
    expect(toDialable(text)).toMatchObject({ ok: false });
  });

  it.each(["+4500000000", "+8600000000"])("%s, which no plan knows, keeps its zeros", (written) => {
    expect(numberKey(written)).toBe(written);
    expect(numberKey(formatNumber(written) ?? "")).toBe(written);
  });

  it("local numbers are the same digit by digit only", () => {
    expect(sameNumber("202", "0202")).toBe(false);
    expect(sameNumber("", "")).toBe(false);
  });
});

it.each([
  "",
  " ",
  "Anonymous",
  "anonymous",
  "unknown",
  "Ukendt",
  "Skjult",
  "Private",
  "restricted",
  "unavailable",
  "s",
  "sip:anonymous@anonymous.invalid",
])("%j is a hidden caller", (raw) => {
  expect(isHiddenNumber(raw)).toBe(true);
  expect(formatNumber(raw)).toBeUndefined();
});

it("a number is not hidden, and a log sees its last two digits", () => {
  expect(isHiddenNumber("86515151")).toBe(false);
  expect(redactNumber("+45 86 51 51 51")).toBe("********51");
  expect(redactNumber("12")).toBe("**");
  expect(redactNumber(undefined)).toBeUndefined();
});

describe("whatever is typed", () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."0123456789+-() *#.;") }),
    fc.stringMatching(/^[+]?\d{2,15}$/),
  );

  it("nothing throws", () => {
    fc.assert(
      fc.property(typed, (text) => {
        toDialable(text);
        formatNumber(text);
        isHiddenNumber(text);
        redactNumber(text);
      }),
    );
  });

  it("a number's key is its own key, and what is shown is still the number", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const key = numberKey(text);
        fc.pre(key !== undefined && !isHiddenNumber(text));
        expect(numberKey(key)).toBe(key);
        expect(numberKey(formatNumber(text) ?? "")).toBe(key);
      }),
    );
  });

  it("what is dialled is the number that was meant", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const dialable = toDialable(text);
        fc.pre(dialable.ok);
        expect(sameNumber(dialable.number, text)).toBe(true);
      }),
    );
  });
});

it("what is read without the library is what the library makes of it", () => {
  const group = fc.constantFrom("", "", " ", ".", "-", "(", "/");
  const written = fc
    .tuple(
      fc.constantFrom("", "+45", "(+45)", "0045", "45", "+46"),
      fc.array(fc.tuple(group, fc.integer({ min: 0, max: 9 })), { minLength: 7, maxLength: 9 }),
    )
    .map(([prefix, digits]) => prefix + digits.map(([before, digit]) => `${before}${digit}`).join(""));
  fc.assert(
    fc.property(written, (raw) => {
      // What nobody sees goes, but it is no plain number.
      expect(normaliseNumber(raw)).toEqual(normaliseNumber(`\u2060${raw}`));
    }),
    { numRuns: 2_000 },
  );
});
