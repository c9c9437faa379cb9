import fc from "fast-check";
import { expect, it } from "vitest";
import {
  idOfToastTag,
  readToastArguments,
  toastTag,
  writeToastArguments,
} from "../../../electron/main/adapters/electron/toast-arguments.ts";

it("a tag is what Windows takes, one for each id, and holds a short one", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ minLength: 1, maxLength: 60 }), (id, other) => {
      const tag = toastTag(id);
      expect(tag).toMatch(/^[a-z0-9]{1,64}$/);
      expect(tag === toastTag(other)).toBe(id === other);
      if (id.length <= 10) expect(idOfToastTag(tag)).toBe(id);
    }),
  );
  expect(idOfToastTag(toastTag("call:12434346.4567"))).toBe("call:12434346.4567");
  expect(idOfToastTag(toastTag("x".repeat(60)))).toBeUndefined();
});

it("arguments are read as they were written", () => {
  const tag = toastTag("call:1.1");
  expect(writeToastArguments({ tag, showing: "7-2", action: { index: 1, id: "call-back" } })).toBe(
    `type=action&action=1&tag=${tag}&showing=7-2&button=call-back`,
  );
  for (const args of [
    { tag, showing: "7-2" },
    { tag, showing: "7-2", action: { index: 1, id: "call-back" } },
  ]) {
    expect(readToastArguments(writeToastArguments(args))).toEqual(args);
  }
});

it("what did not come from here is nothing", () => {
  for (const text of ["", "type=click", "type=reply&tag=h63", "type=click&tag=../x", "type=action&tag=h63&action=x"]) {
    expect(readToastArguments(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => readToastArguments(text) === undefined));
});
