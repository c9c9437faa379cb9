import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { routeRequests } from "../../../electron/main/ipc/router.ts";
import { type RequestName, type Result, requests } from "../../../shared/ipc/contract.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

/** What main registered with Electron: who calls it, and how. */
const ipc = vi.hoisted(() => ({ listener: undefined as unknown }));
vi.mock("electron", () => ({
  ipcMain: {
    handle: (_channel: string, listener: unknown) => {
      ipc.listener = listener;
    },
  },
  protocol: {},
}));

const names = Object.keys(requests) as RequestName[];
const page = { origin: "app://sidetone", parent: null };
const reached: { name: string; input: unknown }[] = [];
const logger = new SilentLogger();

function ask(name: unknown, input: unknown, senderFrame: unknown = page, id = 1): Promise<Result<unknown>> {
  const listener = ipc.listener as (event: unknown, name: unknown, input: unknown) => Promise<Result<unknown>>;
  return listener({ sender: { id }, senderFrame }, name, input);
}

beforeEach(() => {
  reached.length = 0;
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input });
        return { ok: false, code: "offline", message: "" };
      },
    ]),
  );
  routeRequests({
    handlers: handlers as unknown as Parameters<typeof routeRequests>[0]["handlers"],
    mayAsk: (id, name) => id === 1 || (id === 2 && name.startsWith("card.")),
    logger,
  });
});

describe("who may ask", () => {
  it.each([
    ["a frame in the page", { origin: "app://sidetone", parent: page }],
    ["a page of another origin", { origin: "https://evil.example", parent: null }],
    ["a page that looks like ours", { origin: "app://sidetone.evil.example", parent: null }],
    ["a page without an origin", { origin: "null", parent: null }],
    ["a page of a file", { origin: "file://", parent: null }],
    ["a frame that has gone", null],
  ])("%s is answered with a refusal, whatever it asks", async (_, frame) => {
    for (const name of names)
      expect(await ask(name, undefined, frame)).toMatchObject({ ok: false, code: "not-allowed" });
    expect(reached).toEqual([]);
  });

  it("web contents that are no window of the app are refused, and the call card may ask for its own only", async () => {
    for (const name of names) {
      expect(await ask(name, undefined, page, 7)).toMatchObject({ ok: false, code: "not-allowed" });
      const answer = await ask(name, undefined, page, 2);
      if (!name.startsWith("card.")) expect(answer).toMatchObject({ ok: false, code: "not-allowed" });
    }
    expect(reached.every(({ name }) => name.startsWith("card."))).toBe(true);
  });
});

describe("what is asked", () => {
  it.each(["", "constructor", "__proto__", "toString", "hasOwnProperty", "snapshot.get ", "SNAPSHOT.GET"])(
    "%j is no request",
    async (name) => expect(await ask(name, undefined)).toMatchObject({ ok: false, code: "bad-input" }),
  );

  it("names that are no texts are none", async () => {
    for (const name of [undefined, null, 1, {}, [], ["snapshot.get"], { toString: () => "snapshot.get" }])
      expect(await ask(name, undefined)).toMatchObject({ ok: false, code: "bad-input" });
  });

  it.each(names)("%s: junk is answered, and reaches the app only where the contract has it", async (name) => {
    const schema = requests[name].in;
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything({ maxDepth: 3 }), fc.string({ maxLength: 5_000 })), async (junk) => {
        const before = reached.length;
        const answer = await ask(name, junk);
        expect(answer.ok).toBe(false);
        const isRight = schema.safeParse(junk).success;
        expect(answer).toMatchObject({ code: isRight ? "offline" : "bad-input" });
        expect(reached.length - before).toBe(isRight ? 1 : 0);
      }),
      { numRuns: 40 },
    );
  });

  it("fields that nobody asked for do not get through", async () => {
    await ask(
      "settings.update",
      JSON.parse('{"theme":"dark","__proto__":{"isAdmin":true},"pairing":null,"makeCallUrl":"https://evil"}'),
    );
    expect(reached).toEqual([{ name: "settings.update", input: { theme: "dark" } }]);
  });
});
