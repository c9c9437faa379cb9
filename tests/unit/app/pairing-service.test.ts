import { describe, expect, it } from "vitest";
import type { RelayApi, RelayApiResult } from "../../../electron/main/ports/relay-api.ts";
import type { Pairing } from "../../../electron/main/ports/settings-store.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { PairingService } from "../../../electron/main/services/pairing-service.ts";
import { formatPairLink } from "../../../shared/links.ts";
import type { PairingPreview, PairingResult } from "../../../shared/relay-protocol/http.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const code = "a-code-of-at-least-twenty-letters";
const link = formatPairLink("https://relay.example.dk", code);
const former: Pairing = {
  relay: "https://old.example.dk",
  deviceId: "d0",
  account: { id: "1", name: "Gammel A/S" },
  employee: { localNumber: "201", name: "Mette" },
};

function setUp(pairing: Pairing | null = null) {
  const state = freshState();
  const settings = new FakeSettings({ pairing });
  const secrets = new FakeSecrets();
  let tokens = 0;
  const random = { fraction: () => 0.5, id: () => "id", token: () => `t${++tokens}`.padEnd(43, "t") };
  const events: string[] = [];
  const redeemedWith: string[] = [];
  const preview: RelayApiResult<PairingPreview> = {
    ok: true,
    value: {
      account: { id: "1234", name: "Nordlys" },
      employee: { localNumber: "202", name: "Anna Holm" },
      expiresAt: 1,
    },
  };
  const answers: { preview: RelayApiResult<PairingPreview>; redeem: RelayApiResult<PairingResult> } = {
    preview,
    redeem: {
      ok: true,
      value: {
        account: { id: "1234", name: "Nordlys" },
        employee: { localNumber: "202", name: "Anna Holm" },
        deviceId: "d1",
      },
    },
  };
  const relayApi: RelayApi = {
    previewInvitation: async (relay) => {
      events.push(`preview ${relay}`);
      return answers.preview;
    },
    redeemInvitation: async (relay, _code, token, device) => {
      events.push(`redeem ${relay} as ${device.name}`);
      redeemedWith.push(token);
      return answers.redeem;
    },
    forgetDevice: async (relay) => {
      events.push(`forget ${relay}`);
      return { ok: true, value: undefined };
    },
  };
  const service = new PairingService({
    state,
    random,
    settings,
    secrets,
    relayApi,
    notices: new Notices(state, random),
    logger: new SilentLogger(),
    device: { name: "pc-17", platform: "linux" },
    onPaired: (paired, token) => events.push(`paired with ${paired.relay} by ${token.length} letters`),
    onUnpaired: () => events.push("unpaired"),
  });
  return { state, settings, secrets, events, answers, redeemedWith, service };
}

describe("pairing", () => {
  it("shows relay host, company and employee before anything is used up", async () => {
    const { state, service, events, settings } = setUp();
    expect(await service.propose(`  ${link}\n`)).toEqual({ ok: true, value: undefined });
    expect(state.snapshot.pendingPairing).toEqual({
      relayHost: "relay.example.dk",
      company: "Nordlys",
      employee: { localNumber: "202", name: "Anna Holm" },
    });
    expect(events).toEqual(["preview https://relay.example.dk"]);
    expect(settings.get().pairing).toBeNull();
  });

  it("is done by the employee's yes, and the token goes to the secrets only", async () => {
    const { service, secrets, settings, events, state, redeemedWith } = setUp();
    await service.propose(link);
    const both = await Promise.all([service.confirm(), service.confirm()]);
    expect(both.every((outcome) => outcome.ok)).toBe(true);
    expect(events.filter((event) => event.startsWith("redeem"))).toHaveLength(1);
    expect(secrets.kept.get("device-token")).toBe(redeemedWith[0]);
    expect(JSON.stringify(settings.get())).not.toContain("tttt");
    expect(JSON.stringify(state.snapshot)).not.toContain("tttt");
    expect(state.snapshot).not.toHaveProperty("pendingPairing");
  });

  it("never replaces a pairing silently", async () => {
    const { service, state, settings, events } = setUp(former);
    await service.propose(link);
    expect(state.snapshot.pendingPairing?.replaces).toEqual({
      relayHost: "old.example.dk",
      company: "Gammel A/S",
      name: "Mette",
    });
    service.decline();
    expect(settings.get().pairing).toEqual(former);
    expect(events).toEqual(["preview https://relay.example.dk"]);
  });

  it("replaced by his yes, the old relay is told and its calls are forgotten first", async () => {
    const { service, secrets, events } = setUp(former);
    secrets.kept.set("device-token", "old");
    await service.propose(link);
    await service.confirm();
    expect(events.slice(1)).toEqual([
      "redeem https://relay.example.dk as pc-17",
      "unpaired",
      "forget https://old.example.dk",
      "paired with https://relay.example.dk by 43 letters",
    ]);
  });

  it.each([
    ["http to another machine", formatPairLink("http://relay.example.dk", code)],
    ["another scheme", formatPairLink("ftp://relay.example.dk", code)],
    ["no code", "sidetone://pair?relay=https://relay.example.dk"],
    ["something else", "https://example.dk/"],
    ["a name in the address", formatPairLink("https://relay.example.dk@evil.example", code)],
  ])("refuses %s before asking anybody", async (_, bad) => {
    const { service, events } = setUp();
    expect(await service.propose(bad)).toMatchObject({ ok: false, code: "link-not-valid" });
    expect(events).toEqual([]);
  });

  it("a yes whose answer was lost can be said again: the relay is given the same token", async () => {
    const { service, answers, redeemedWith } = setUp();
    const good = answers.redeem;
    answers.redeem = { ok: false, code: "relay-unreachable", message: "no answer" };
    await service.propose(link);
    expect(await service.confirm()).toMatchObject({ ok: false });
    answers.redeem = good;
    expect(await service.confirm()).toMatchObject({ ok: true });
    expect(redeemedWith).toHaveLength(2);
    expect(redeemedWith[1]).toBe(redeemedWith[0]);
  });

  it("takes a code with the relay's address for an invitation", async () => {
    const { service, events } = setUp();
    expect(await service.propose("abcd-efgh relay.example.dk")).toEqual({ ok: true, value: undefined });
    expect(events).toEqual(["preview https://relay.example.dk"]);
  });

  it("says what is wrong with an invitation, and keeps what was there", async () => {
    const { service, answers, settings } = setUp(former);
    answers.preview = { ok: false, code: "invitation-unknown", message: "used up" };
    expect(await service.propose(link)).toMatchObject({ ok: false, code: "invitation-unknown" });
    answers.preview = { ok: false, code: "relay-unreachable", message: "no answer" };
    expect(await service.propose(link)).toMatchObject({ ok: false, code: "relay-unreachable" });
    expect(settings.get().pairing).toEqual(former);
  });

  it("without a keychain works until the app quits, and says so", async () => {
    const { service, secrets, state } = setUp();
    secrets.place = "memory";
    await service.propose(link);
    expect(await service.confirm()).toMatchObject({ ok: true });
    expect(state.snapshot.notices).toMatchObject([{ kind: "secrets-unavailable" }]);
  });

  it("whose token cannot be read any more is told, not dropped", async () => {
    const { service, state, settings } = setUp(former);
    expect(await service.resume()).toBe(false);
    expect(state.snapshot.notices).toMatchObject([{ kind: "secrets-unavailable" }]);
    expect(settings.get().pairing).toEqual(former);
  });
});
