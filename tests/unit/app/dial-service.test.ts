import { describe, expect, it } from "vitest";
import { DialRecord } from "../../../electron/main/services/dial-record.ts";
import { DialService, type MakeCall } from "../../../electron/main/services/dial-service.ts";
import { DialSuggestions } from "../../../electron/main/services/dial-suggestions.ts";
import type { FlexfoneErrorKind, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import type { SharedDial } from "../../../shared/relay-protocol/stream.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { hook } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

function setUp(options: { login?: boolean; relayKeeps?: boolean } = {}) {
  const board = setUpBoard();
  const { state, service, clock } = board;
  state.update({
    relay: { state: "connected", since: 0 },
    identity: {
      localNumber: "202",
      name: "Mette",
      through: { kind: "relay", host: "relay.example", company: "Nordlys" },
      phones: [{ localNumber: "200000", name: "Bordtelefon" }],
      confirmed: true,
    },
  });
  const settings = new FakeSettings();
  const secrets = new FakeSecrets();
  if (options.login !== false) secrets.kept.set("myfone-password", "TopSecret");
  const asked: Parameters<MakeCall>[1][] = [];
  const askedOfRelay: { callee: string; device: string }[] = [];
  let answer: (result: FlexfoneResult<unknown>) => void = () => {};
  const answered = () =>
    new Promise<FlexfoneResult<unknown>>((resolve) => {
      answer = resolve;
    });
  let nextId = 0;
  const told: SharedDial[] = [];
  const record = new DialRecord({
    clock,
    send: ({ dial: one }) => {
      told.push(one);
      if (options.relayKeeps !== false) queueMicrotask(() => dial.told(one));
      return true;
    },
  });
  const dial = new DialService({
    state,
    calls: service,
    lookup: board.lookup,
    settings,
    secrets,
    makeCall: (_url, request) => {
      asked.push(request);
      return answered();
    },
    relayCall: (callee, device) => {
      askedOfRelay.push({ callee, device });
      return answered();
    },
    record,
    clock,
    random: {
      fraction: () => 0.5,
      id: () => {
        nextId += 1;
        return `dial-${nextId}`;
      },
      token: () => "t",
    },
  });
  const suggestions = new DialSuggestions({
    lookup: board.lookup,
    store: board.store,
    people: { suggest: board.suggest },
    logger: new SilentLogger(),
  });
  const says = (result: FlexfoneResult<unknown>) => answer(result);
  const fails = (kind: FlexfoneErrorKind, message = "") => answer({ ok: false, error: { kind, message } });
  /** From Enter until the PBX has said yes. */
  const dialled = async (text: string) => {
    const dialling = dial.start(text);
    await settle();
    answer({ ok: true, value: undefined });
    return await dialling;
  };
  return { ...board, dial, suggestions, settings, secrets, asked, askedOfRelay, says, fails, dialled, told, record };
}

/** Lets what was awaited go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("what is shown before dialling", () => {
  it("is how a text would be dialled and whose number it is", async () => {
    const { suggestions } = setUp();
    expect(await suggestions.preview("+45 (0) 86 51 51 51")).toMatchObject({
      number: "86515151",
      displayNumber: "86 51 51 51",
      name: "Anna Holm",
      company: "Holm Byg A/S",
    });
    const { number, displayNumber, name, company } = {
      number: "20304050",
      displayNumber: "20 30 40 50",
      name: "Søren Æbelø",
      company: "Frugt & Grønt",
    };
    expect(await suggestions.preview("søren")).toEqual({
      suggestions: [{ kind: "contact", number, displayNumber, name, company }],
    });
  });

  it("is what one should know before one dials", async () => {
    const { suggestions } = setUp();
    expect(await suggestions.preview("112")).toMatchObject({ number: "112", warning: "emergency" });
    expect(await suggestions.preview("+46 8 123 456 78")).toMatchObject({ warning: "foreign", country: "SE" });
    expect(await suggestions.preview("+299 32 10 00")).toMatchObject({ warning: "foreign", country: "GL" });
  });

  it("is, for no text, whom he spoke with lately, each once, and whom he dialled last", async () => {
    const { suggestions, hear, dialled } = setUp();
    expect(await suggestions.preview("  ")).toEqual({ suggestions: [] });
    for (const [n, aNumber] of ["86515151", "+4520304050", "004586515151"].entries()) {
      hear(hook("incoming", `${n}.1`, n * 30, { aNumber }));
      hear(hook("ended", `${n}.1`, n * 30 + 5));
    }
    await dialled("70151515");
    const { suggestions: recent, redial } = await suggestions.preview("");
    expect(recent.map(({ displayNumber, name }) => [displayNumber, name])).toEqual([
      ["70 15 15 15", undefined],
      ["86 51 51 51", "Anna Holm"],
      ["20 30 40 50", "Søren Æbelø"],
    ]);
    expect(redial).toMatchObject({ kind: "recent", number: "70151515" });
  });

  it("is, while he types, whom he spoke with lately before other people, and each number once", async () => {
    const { suggestions, dialled, clock } = setUp();
    await dialled("86515151");
    clock.advance(60_000);
    await dialled("70151515");
    expect((await suggestions.preview("anna")).suggestions).toMatchObject([{ kind: "recent", number: "86515151" }]);
    expect((await suggestions.preview("15 15")).suggestions.map(({ number }) => number)).toEqual([
      "70151515",
      "86515151",
    ]);
  });
});

describe("dialling", () => {
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

  it("lets nothing stand in the way of an emergency call, and asks for it once", async () => {
    const { dial, asked, says } = setUp();
    const first = dial.start("86 51 51 51");
    await settle();
    says({ ok: true, value: undefined });
    await first;
    void dial.start("112");
    expect(await dial.start("1 1 2")).toMatchObject({ ok: false, code: "dial-in-progress" });
    await settle();
    expect(asked.map(({ callee }) => callee)).toEqual(["86515151", "112"]);
  });

  it("is one at a time until the callee has answered or it is over", async () => {
    const { dial, dialled, hear, service } = setUp();
    await dialled("86515151");
    hear(hook("incoming", "3.1", 1));
    dial.onCalls(service.calls);
    expect(await dial.start("20304050")).toMatchObject({ code: "dial-in-progress" });
    hear(hook("answered", "3.1", 4));
    expect(await dial.start("20304050")).toMatchObject({ code: "dial-in-progress" });
    hear(hook("outgoing", "3.1", 5));
    hear(hook("answered", "3.1", 9));
    expect(await dialled("20304050")).toMatchObject({ ok: true });
  });

  it("is free again where the end of a dial was never heard of", async () => {
    const { dial, dialled, hear, service, clock } = setUp();
    await dialled("86515151");
    hear(hook("outgoing", "3.1", 5));
    dial.onCalls(service.calls);
    clock.advance(120_000);
    expect(await dialled("20304050")).toMatchObject({ ok: true });
  });

  it("is kept by the relay before the PBX is asked", async () => {
    const { dial, asked, told, says } = setUp({ relayKeeps: false });
    const dialling = dial.start("86515151");
    await settle();
    expect(told).toMatchObject([{ id: "dial-1", callee: "86515151", device: "200000" }]);
    expect(asked).toEqual([]);
    for (const one of told) dial.told(one);
    await settle();
    expect(asked).toHaveLength(1);
    says({ ok: true, value: undefined });
    expect(await dialling).toMatchObject({ ok: true });
  });

  it("does not wait for a relay that is slow, and tells it again when it is back", async () => {
    const { dial, asked, told, clock, record } = setUp({ relayKeeps: false });
    void dial.start("86515151");
    await settle();
    clock.advance(1_500);
    await settle();
    expect(asked).toHaveLength(1);
    record.connected();
    expect(told.map(({ id }) => id)).toEqual(["dial-1", "dial-1"]);
    for (const one of told) dial.told(one);
    record.connected();
    expect(told).toHaveLength(2);
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
    const { dial, dialled, hear, service, state } = setUp();
    await dialled("86515151");
    hear(hook("incoming", "3.1", 1));
    dial.onCalls(service.calls);
    expect(state.snapshot).not.toHaveProperty("dial");
  });

  it("what the PBX refuses is shown with its own words, and the next dial is free", async () => {
    const { dial, fails, state, hear, notifier, dialled } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    fails("refused", "Telefonen er ikke tilmeldt");
    expect(await dialling).toMatchObject({ ok: false, code: "pbx-refused", message: "Telefonen er ikke tilmeldt" });
    expect(state.snapshot.dial).toMatchObject({ state: "failed", problem: { message: "Telefonen er ikke tilmeldt" } });
    hear(hook("incoming", "4.1", 5));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
    expect(await dialled("86515151")).toMatchObject({ ok: true });
  });

  it.each(["timeout", "unreachable", "not-understood"] as const)(
    "no answer (%s) leaves open whether the phone rings: its ring is the dial's, and nothing is dialled meanwhile",
    async (kind) => {
      const { dial, fails, state, hear, notifier, service, asked } = setUp();
      const dialling = dial.start("86515151");
      await settle();
      fails(kind);
      expect(await dialling).toMatchObject({ ok: false });
      expect(state.snapshot.dial).toMatchObject({ state: "unsure", problem: { code: `pbx-${kind}` } });
      expect(await dial.start("86515151")).toMatchObject({ code: "dial-in-progress" });
      expect(asked).toHaveLength(1);
      hear(hook("incoming", "4.1", 5));
      dial.onCalls(service.calls);
      expect(notifier.shown).toBe(0);
      expect(service.calls).toMatchObject([{ phase: "lift-phone", dialId: "dial-1" }]);
      expect(state.snapshot).not.toHaveProperty("dial");
    },
  );

  it("a request that did not get on its way is a failure: no phone rings, and a caller is one", async () => {
    const { dial, says, state, hear, notifier } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    says({ ok: false, error: { kind: "unreachable", message: "no network", neverSent: true } });
    expect(await dialling).toMatchObject({ code: "pbx-unreachable" });
    expect(state.snapshot.dial).toMatchObject({ state: "failed", problem: { code: "pbx-unreachable" } });
    hear(hook("incoming", "4.1", 5));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });

  it("a dial that rang before its answer was lost is no failure", async () => {
    const { dial, fails, hear, service } = setUp();
    const dialling = dial.start("86515151");
    await settle();
    hear(hook("incoming", "4.1", 1));
    dial.onCalls(service.calls);
    fails("timeout");
    expect(await dialling).toMatchObject({ ok: true });
  });

  it("without a login or without a number nothing is asked", async () => {
    const { dial, asked, state } = setUp({ login: false });
    expect(await dial.start("86515151")).toMatchObject({ ok: false, code: "no-login" });
    expect(await dial.start("hej")).toMatchObject({ ok: false, code: "no-number" });
    expect(state.snapshot).not.toHaveProperty("dial");
    expect(asked).toEqual([]);
  });

  it("a phone that was not lifted for a minute is said to be so, and the dial is free", async () => {
    const { dialled, state, clock } = setUp();
    await dialled("86515151");
    clock.advance(60_000);
    expect(state.snapshot.dial).toMatchObject({ state: "failed", problem: { code: "dial-not-lifted" } });
    expect(await dialled("86515151")).toMatchObject({ ok: true });
  });

  it("a phone of which nothing can be heard without a relay is not said to be unlifted", async () => {
    const { dialled, state, clock } = setUp();
    state.update({ relay: { state: "direct" } });
    await dialled("86515151");
    clock.advance(60_000);
    expect(state.snapshot).not.toHaveProperty("dial");
  });

  it("a phone that has gone does not ring: the active profile does", async () => {
    const { dialled, settings, asked } = setUp();
    settings.update({ device: "299999" });
    await dialled("86515151");
    expect(asked).toMatchObject([{ device: "" }]);
  });
});

describe("dialling through the relay", () => {
  it("is used where it is offered and no login is stored", async () => {
    const { dialled, state, asked, askedOfRelay } = setUp({ login: false });
    state.update({ relayDialling: true });
    expect(await dialled("86515151")).toMatchObject({ ok: true });
    expect(askedOfRelay).toEqual([{ callee: "86515151", device: "200000" }]);
    expect(asked).toEqual([]);
  });

  it("is used beside a login only where it is chosen, and never both", async () => {
    const { dialled, settings, state, asked, askedOfRelay, clock } = setUp();
    state.update({ relayDialling: true });
    await dialled("86515151");
    clock.advance(60_000);
    settings.update({ dialVia: "relay" });
    await dialled("86515151");
    clock.advance(60_000);
    expect([asked.length, askedOfRelay.length]).toEqual([1, 1]);
    state.update({ relayDialling: false });
    await dialled("86515151");
    expect([asked.length, askedOfRelay.length]).toEqual([2, 1]);
  });
});

describe("what the relay is told", () => {
  it("once more when it is back, but not of dials whose ring cannot come any more", async () => {
    const { dial, record, told, clock } = setUp({ relayKeeps: false });
    void dial.start("86515151");
    await settle();
    clock.advance(1_500);
    await settle();
    record.connected();
    expect(told).toHaveLength(2);
    clock.advance(60_000);
    record.connected();
    expect(told).toHaveLength(2);
  });
});

describe("dialling on one of two PCs", () => {
  const elsewhere = { id: "d9", callee: "86515151", device: "200000", at: 0 };

  it("tells the other, also where the PBX refuses", async () => {
    const { dial, fails, told } = setUp();
    const dialled = dial.start("20304050");
    await settle();
    fails("refused", "optaget");
    await dialled;
    expect(told).toMatchObject([
      { id: "dial-1", callee: "20304050" },
      { id: "dial-1", failed: true },
    ]);
  });

  it("shows there that his phone rings, takes its ring for the dial's, and dials no second time", async () => {
    const { dial, state, service, hear, asked } = setUp();
    const told = { ...elsewhere, at: service.relayNow() };
    service.receive({ type: "dial", cursor: "e:1", replayed: false, dial: told });
    dial.told(told);
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
    const told = { ...elsewhere, at: service.relayNow() };
    dial.told(told);
    dial.told({ ...told, id: "another", failed: true });
    expect(state.snapshot.dial).toBeDefined();
    dial.told({ ...told, failed: true });
    expect(state.snapshot.dial).toBeUndefined();
  });

  it("is not shown there when it is replayed long after", () => {
    const { dial, state, service } = setUp();
    dial.told({ ...elsewhere, at: service.relayNow() - 61_000 });
    expect(state.snapshot.dial).toBeUndefined();
  });
});
