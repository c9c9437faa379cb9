import { describe, expect, it } from "vitest";
import type { RelayApi, RelayApiResult } from "../../../electron/main/ports/relay-api.ts";
import { secretNames } from "../../../electron/main/ports/secrets.ts";
import type { DirectPairing, ManagedPairing } from "../../../electron/main/ports/settings-store.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { PairingService } from "../../../electron/main/services/pairing-service.ts";
import { formatLoginLink, formatPairLink } from "../../../shared/links.ts";
import type { PairingLogin, PairingPreview, PairingResult } from "../../../shared/relay-protocol/http.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const code = "a-code-of-at-least-twenty-letters";
const link = formatPairLink("https://relay.example.dk", code);
const former: ManagedPairing = {
  kind: "managed",
  relay: "https://old.example.dk",
  deviceId: "d0",
  account: { id: "1", name: "Gammel A/S" },
  employee: { localNumber: "201", name: "Mette" },
};

function setUp(pairing: ManagedPairing | null = null) {
  const state = freshState();
  const settings = new FakeSettings({ pairing });
  const secrets = new FakeSecrets();
  let tokens = 0;
  const random = { fraction: () => 0.5, id: () => "id", token: () => `t${++tokens}`.padEnd(43, "t") };
  const events: string[] = [];
  const redeemedWith: string[] = [];
  const preview = {
    ok: true as const,
    value: {
      account: { id: "1234", name: "Nordlys" },
      employee: { localNumber: "202", name: "Anna Holm" },
      expiresAt: 1,
    },
  };
  const answers: {
    preview: RelayApiResult<PairingPreview>;
    login: () => Promise<RelayApiResult<PairingLogin>>;
    redeem: RelayApiResult<PairingResult>;
    forget: RelayApiResult<undefined>;
  } = {
    preview,
    login: async () => ({ ...preview, value: { ...preview.value, code } }),
    forget: { ok: true, value: undefined },
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
    login: async (relay, { account, username }) => {
      events.push(`login of ${username} in ${account} at ${relay}`);
      return answers.login();
    },
    forgetDevice: async (relay) => {
      events.push(`forget ${relay}`);
      return answers.forget;
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
    onPaired: (paired, token) => {
      const place = paired.kind === "managed" ? paired.relay : paired.baseUrl;
      events.push(`paired with ${place} by ${token.length} letters`);
    },
    onUnpaired: ({ deleteHistory }) => events.push(deleteHistory ? "unpaired, calls deleted" : "unpaired"),
    keepLogin: async (username) => {
      events.push(`login of ${username} kept`);
    },
  });
  return { state, settings, secrets, events, answers, redeemedWith, service };
}

describe("pairing", () => {
  it("shows relay host, company and employee before anything is used up", async () => {
    const { state, service, events, settings } = setUp();
    expect(await service.propose(`  ${link}\n`)).toEqual({ ok: true, value: undefined });
    expect(state.snapshot.pendingPairing).toEqual({
      through: { kind: "relay", host: "relay.example.dk", company: "Nordlys" },
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
      through: { kind: "relay", host: "old.example.dk", company: "Gammel A/S" },
      name: "Mette",
    });
    service.decline();
    expect(settings.get().pairing).toEqual(former);
    expect(events).toEqual(["preview https://relay.example.dk"]);
  });

  it("replaced by his yes, the old relay is told and its calls are forgotten first", async () => {
    const { service, secrets, events, settings } = setUp(former);
    secrets.kept.set("device-token", "old");
    secrets.kept.set("myfone-password", "his");
    await service.propose(link);
    await service.confirm();
    expect(events.slice(1)).toEqual([
      "redeem https://relay.example.dk as pc-17",
      "unpaired, calls deleted",
      "forget https://old.example.dk",
      "paired with https://relay.example.dk by 43 letters",
    ]);
    // Another employee's login and phone are none of his.
    expect([...secrets.kept.keys()]).toEqual(["device-token"]);
    expect(settings.get()).toMatchObject({ myFoneUsername: "", device: "" });
  });

  it("of the same employee again keeps his calls, login and phone", async () => {
    const { service, secrets, events, settings } = setUp({
      ...former,
      account: { id: "1234", name: "Nordlys" },
      employee: { localNumber: "202", name: "Anna Holm" },
    });
    secrets.kept.set("device-token", "old");
    secrets.kept.set("myfone-password", "hers");
    await service.propose(link);
    await service.confirm();
    expect(events).toContain("unpaired");
    expect(secrets.kept.get("myfone-password")).toBe("hers");
    expect(settings.get().device).toBe("200000");
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

  it("that was kept only until the app quit says so", async () => {
    const { service, state, secrets, settings } = setUp(former);
    settings.update({ keepSecrets: "memory" });
    secrets.protects = "plain";
    expect(await service.resume()).toBe(false);
    expect(state.snapshot.notices).toMatchObject([{ kind: "not-kept" }]);
  });

  it("asks first where secrets can be kept readably only, and uses nothing up before", async () => {
    const { service, secrets, settings, events } = setUp();
    secrets.protects = "plain";
    await service.propose(link);
    expect(await service.confirm()).toMatchObject({ ok: false, code: "secrets-unprotected" });
    expect(events).toEqual(["preview https://relay.example.dk"]);
    settings.update({ keepSecrets: "plain" });
    expect(await service.confirm()).toMatchObject({ ok: true });
  });
});

describe("pairing by a MyFone login", () => {
  const where = formatLoginLink("https://relay.example.dk", "1234");

  it("begins with a link, or what is typed, and asks nobody yet", async () => {
    const { service, state, events } = setUp();
    const step = { kind: "login", relayHost: "relay.example.dk", account: "1234" };
    await service.propose(where);
    expect(state.snapshot.pairingStep).toEqual(step);
    service.decline();
    expect(state.snapshot).not.toHaveProperty("pairingStep");
    expect(service.beginLogin(" relay.example.dk ", " 1234 ")).toMatchObject({ ok: true });
    expect(state.snapshot.pairingStep).toEqual(step);
    expect(events).toEqual([]);
  });

  it.each([
    ["http://relay.example.dk", "1234"],
    ["relay.example.dk", "12 34"],
    ["", "1234"],
    ["relay.example.dk", ""],
  ])("is not begun at %j for account %j", (relay, account) => {
    const { service, state } = setUp();
    expect(service.beginLogin(relay, account)).toMatchObject({ ok: false, code: "link-not-valid" });
    expect(state.snapshot).not.toHaveProperty("pairingStep");
  });

  it("shows whose it is, and is done by his yes; the password is kept where he wants to dial with it", async () => {
    for (const keepForDialling of [true, false]) {
      const { service, state, events, settings } = setUp();
      await service.propose(where);
      expect(await service.login(" anna ", "TopSecret", keepForDialling)).toMatchObject({ ok: true });
      expect(state.snapshot).not.toHaveProperty("pairingStep");
      expect(state.snapshot.pendingPairing?.employee).toEqual({ localNumber: "202", name: "Anna Holm" });
      expect(events).toEqual(["login of anna in 1234 at https://relay.example.dk"]);
      expect(await service.confirm()).toMatchObject({ ok: true });
      expect(events.includes("login of anna kept")).toBe(keepForDialling);
      expect(JSON.stringify([state.snapshot, settings.get()])).not.toContain("TopSecret");
    }
  });

  it("that is refused can be tried again", async () => {
    const { service, state, answers } = setUp();
    const right = answers.login;
    answers.login = async () => ({ ok: false, code: "login-refused", message: "no" });
    await service.propose(where);
    expect(await service.login("anna", "wrong", true)).toMatchObject({ ok: false, code: "login-refused" });
    expect(state.snapshot.pairingStep).toBeDefined();
    answers.login = right;
    expect(await service.login("anna", "TopSecret", true)).toMatchObject({ ok: true });
  });

  it("that he went back from is not shown when its answer comes", async () => {
    const { service, state, answers } = setUp();
    const right = answers.login;
    const asked = Promise.withResolvers<undefined>();
    answers.login = async () => {
      await asked.promise;
      return right();
    };
    await service.propose(where);
    const login = service.login("anna", "TopSecret", true);
    service.decline();
    asked.resolve(undefined);
    await login;
    expect(state.snapshot).not.toHaveProperty("pendingPairing");
    expect(await service.confirm()).toMatchObject({ ok: false });
  });
});

describe("use without a relay", () => {
  const direct: DirectPairing = {
    kind: "direct",
    baseUrl: "https://pbx.example/api/",
    account: { id: "1234", name: "1234" },
    employee: { localNumber: "202", name: "Anna Holm" },
  };

  it("begins with a yes too; the API password goes to the secrets only", async () => {
    const { service, state, secrets, settings, events } = setUp(former);
    secrets.kept.set("device-token", "old");
    service.proposeDirect(direct, "TheHash", ["Bordtelefon"]);
    expect(state.snapshot.pendingPairing).toEqual({
      through: { kind: "direct", host: "pbx.example", account: "1234" },
      employee: { localNumber: "202", name: "Anna Holm", phones: ["Bordtelefon"] },
      replaces: { through: { kind: "relay", host: "old.example.dk", company: "Gammel A/S" }, name: "Mette" },
    });
    expect(await service.confirm()).toMatchObject({ ok: true });
    expect(events).toEqual([
      "unpaired, calls deleted",
      "forget https://old.example.dk",
      "paired with https://pbx.example/api/ by 7 letters",
    ]);
    expect([...secrets.kept]).toEqual([["account-hash", "TheHash"]]);
    expect(JSON.stringify([state.snapshot, settings.get()])).not.toContain("TheHash");
    expect(await service.resume()).toBe(true);
  });
});

describe("signing out", () => {
  it.each([true, false])("forgets all; the calls too: %s", async (deleteHistory) => {
    const { service, secrets, settings, events, state } = setUp(former);
    for (const name of secretNames) secrets.kept.set(name, "secret");
    settings.update({ keepSecrets: "plain", insecureMakeCallHost: "api.myfone.dk" });
    expect(await service.forget(deleteHistory)).toMatchObject({ ok: true });
    expect(secrets.kept.size).toBe(0);
    expect(events).toEqual(["forget https://old.example.dk", deleteHistory ? "unpaired, calls deleted" : "unpaired"]);
    expect(settings.get()).toMatchObject({
      pairing: null,
      device: "",
      myFoneUsername: "",
      keepSecrets: "ask",
      insecureMakeCallHost: "",
      historyOwner: deleteHistory ? null : { account: "1", localNumber: "201" },
    });
    expect(state.snapshot.notices).toEqual([]);
  });

  it("says how this computer is shut out where the relay cannot be told", async () => {
    for (const token of ["known", undefined]) {
      const { service, secrets, settings, answers, state } = setUp(former);
      if (token !== undefined) secrets.kept.set("device-token", token);
      answers.forget = { ok: false, code: "relay-unreachable", message: "no answer" };
      await service.forget(true);
      expect(settings.get().pairing).toBeNull();
      expect(state.snapshot.notices).toMatchObject([
        { kind: "not-revoked", values: { device: "d0", host: "old.example.dk" } },
      ]);
    }
  });

  it("keeps calls for their owner: whoever signs in after him does not see them", async () => {
    const { service, secrets, events } = setUp(former);
    secrets.kept.set("device-token", "old");
    await service.forget(false);
    await service.propose(link);
    await service.confirm();
    expect(events.slice(-2)).toEqual(["unpaired, calls deleted", "paired with https://relay.example.dk by 43 letters"]);
  });
});
