import { describe, expect, it } from "vitest";
import { DialService, type MakeCall } from "../../../electron/main/services/dial-service.ts";
import type { FlexfoneResult } from "../../../shared/flexfone/types.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { hook } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

function setUp(options: { login?: boolean } = {}) {
  const board = setUpBoard();
  const settings = new FakeSettings();
  const secrets = new FakeSecrets();
  if (options.login !== false) secrets.kept.set("myfone-password", "TopSecret");
  const asked: Parameters<MakeCall>[1][] = [];
  let answer: (result: FlexfoneResult<unknown>) => void = () => {};
  let nextId = 0;
  const shared: unknown[] = [];
  const dial = new DialService({
    state: board.state,
    calls: board.service,
    lookup: board.lookup,
    settings,
    secrets,
    makeCall: (_url, request) => {
      asked.push(request);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    clock: board.clock,
    random: {
      fraction: () => 0.5,
      id: () => {
        nextId += 1;
        return `dial-${nextId}`;
      },
      token: () => "t",
    },
    phones: () => [{ localNumber: "200000", name: "Bordtelefon" }],
    share: (message) => shared.push(message),
  });
  const says = (result: FlexfoneResult<unknown>) => answer(result);
  return { ...board, dial, settings, secrets, asked, says, shared };
}

/** Lets what was awaited go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("dialling", () => {
  it("shows how a text would be dialled and whose number it is", () => {
    const { dial } = setUp();
    expect(dial.preview("+45 (0) 86 51 51 51")).toMatchObject({
      number: "86515151",
      displayNumber: "86 51 51 51",
      name: "Anna Holm",
    });
    expect(dial.preview("søren")).toEqual({
      suggestions: [
        { number: "20304050", displayNumber: "20 30 40 50", name: "Søren Æbelø", company: "Frugt & Grønt" },
      ],
    });
  });

  it("asks the PBX once: a second Enter does not dial twice", async () => {
    const { dial, asked, says, state } = setUp();
    const first = dial.start("86 51 51 51");
    expect(state.snapshot.dial).toMatchObject({ state: "asking", name: "Anna Holm", phone: "Bordtelefon" });
    expect(await dial.start("86 51 51 51")).toMatchObject({ ok: false, code: "dial-in-progress" });
    await settle();
    says({ ok: true, value: undefined });
    expect(await first).toMatchObject({ ok: true });
    expect(asked).toEqual([
      { device: "200000", callee: "86515151", username: "mette@nordlys.example", password: "TopSecret" },
    ]);
    expect(state.snapshot.dial).toMatchObject({ state: "lift-phone" });
    expect(await dial.start("20304050")).toMatchObject({ ok: false, code: "dial-in-progress" });
  });

  it("his own ringing phone raises no notification, also where the hook comes before the PBX's answer", async () => {
    const { dial, says, hear, notifier, state, clock } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    hear(hook("incoming", "3.1", 1));
    says({ ok: true, value: undefined });
    await dialling;
    clock.advance(1_000);
    expect(notifier.shown).toBe(0);
    expect(state.snapshot.liveCalls).toMatchObject([{ phase: "lift-phone", caller: { name: "Anna Holm" } }]);
  });

  it("the dial's card gives way to the call", async () => {
    const { dial, says, hear, service, state } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    says({ ok: true, value: undefined });
    await dialling;
    hear(hook("incoming", "3.1", 1));
    dial.onCalls(service.calls);
    expect(state.snapshot).not.toHaveProperty("dial");
  });

  it("what the PBX refuses is shown with its own words, and the next dial is free", async () => {
    const { dial, says, state, hear, notifier } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    says({ ok: false, error: { kind: "refused", message: "Telefonen er ikke tilmeldt" } });
    expect(await dialling).toMatchObject({ ok: false, code: "pbx-refused", message: "Telefonen er ikke tilmeldt" });
    expect(state.snapshot.dial).toMatchObject({ state: "failed", problem: { message: "Telefonen er ikke tilmeldt" } });
    hear(hook("incoming", "4.1", 5));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
    const again = dial.start("86515151");
    await settle();
    says({ ok: true, value: undefined });
    expect(await again).toMatchObject({ ok: true });
  });

  it("without a login or without a number nothing is asked", async () => {
    const { dial, asked, state } = setUp({ login: false });
    expect(await dial.start("86515151")).toMatchObject({ ok: false, code: "no-login" });
    expect(await dial.start("hej")).toMatchObject({ ok: false, code: "no-number" });
    expect(state.snapshot).not.toHaveProperty("dial");
    expect(asked).toEqual([]);
  });

  it("a phone that nothing is heard of frees the dial after a minute", async () => {
    const { dial, says, state, clock } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    says({ ok: true, value: undefined });
    await dialling;
    clock.advance(60_000);
    expect(state.snapshot).not.toHaveProperty("dial");
  });
});

describe("dialling on one of two PCs", () => {
  const elsewhere = { id: "d9", callee: "86515151", device: "200000", at: 0 };

  it("tells the other, also where the PBX refuses", async () => {
    const { dial, says, shared } = setUp();
    const dialled = dial.start("20304050");
    await settle();
    says({ ok: false, error: { kind: "refused", message: "optaget" } });
    await dialled;
    expect(shared).toMatchObject([
      { type: "dial", dial: { id: "dial-1", callee: "20304050" } },
      { type: "dial-failed", id: "dial-1" },
    ]);
  });

  it("shows there that his phone rings, takes its ring for the dial's, and dials no second time", async () => {
    const { dial, state, service, hear, asked } = setUp();
    dial.startedElsewhere({ ...elsewhere, at: service.relayNow() });
    expect(state.snapshot.dial).toMatchObject({
      state: "lift-phone",
      displayNumber: "86 51 51 51",
      phone: "Bordtelefon",
    });
    expect(await dial.start("86515151")).toMatchObject({ ok: false, code: "dial-in-progress" });
    expect(asked).toEqual([]);
    hear(hook("incoming", "1.1", 1, { phone: "200000", aNumber: "86515151" }));
    expect(service.calls).toMatchObject([{ direction: "outgoing", phase: "lift-phone", dialId: "d9" }]);
  });

  it("is over there when it failed", () => {
    const { dial, state, service } = setUp();
    dial.startedElsewhere({ ...elsewhere, at: service.relayNow() });
    dial.failedElsewhere("another");
    expect(state.snapshot.dial).toBeDefined();
    dial.failedElsewhere("d9");
    expect(state.snapshot.dial).toBeUndefined();
  });
});
