import * as devalue from "devalue";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCloneCodec } from "../../tools/electron-double/clone-codec.ts";
import { withPreload } from "../../tools/electron-double/window-server.ts";

const codec = createCloneCodec(devalue);

it("what a structured clone keeps comes back the same", () => {
  const value = fc.anything({
    withDate: true,
    withMap: true,
    withSet: true,
    withBigInt: true,
    withTypedArray: true,
    withSparseArray: true,
  });
  fc.assert(
    fc.property(value, (original) => {
      const cloned: unknown = structuredClone(original);
      expect(codec.decode(codec.encode(cloned))).toEqual(cloned);
    }),
  );
});

it("errors keep their type, words and cause", () => {
  const back = codec.decode(codec.encode(new RangeError("far", { cause: new Error("near") })));
  expect(back).toBeInstanceOf(RangeError);
  expect(back).toMatchObject({ message: "far", cause: { message: "near" } });
});

it("functions and symbols are refused", () => {
  expect(() => codec.encode({ run: () => {} })).toThrow();
  expect(() => codec.encode([Symbol("no")])).toThrow();
});

it("the preload goes before anything of the page that could run", () => {
  const tag = '<script src="/p"></script>';
  expect(withPreload("<!doctype html><html><head lang=da><script></script>", "/p")).toBe(
    `<!doctype html><html><head lang=da>${tag}<script></script>`,
  );
  expect(withPreload("<!doctype html><p>", "/p")).toBe(`<!doctype html>${tag}<p>`);
  expect(withPreload("<header>", "/p")).toBe(`${tag}<header>`);
});
