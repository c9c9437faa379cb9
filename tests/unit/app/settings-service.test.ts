import { describe, expect, it } from "vitest";
import type { Settings } from "../../../electron/main/ports/settings-store.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { SettingsService } from "../../../electron/main/services/settings-service.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

function setUp(changes: Partial<Settings> = {}) {
  const state = freshState();
  const settings = new FakeSettings(changes);
  const secrets = new FakeSecrets();
  const autostart = {
    on: false,
    isOn: () => autostart.on,
    set: (on: boolean) => {
      autostart.on = on;
    },
  };
  const service = new SettingsService({
    state,
    settings,
    secrets,
    notices: new Notices(state, { fraction: () => 0, id: () => "id", token: () => "" }),
    autostart,
    logger: new SilentLogger(),
    systemLanguages: ["da-DK"],
    onLocale: () => {},
    onNotifications: () => {},
    onTheme: () => {},
  });
  return { state, settings, secrets, autostart, service };
}

describe("secrets where there is no keychain", () => {
  it("are asked about before the first is kept, and not again", async () => {
    const { service, secrets, state } = setUp();
    secrets.protects = "plain";
    await service.load();
    expect(state.snapshot.settings).toMatchObject({ accessProtection: "plain", keepAccess: "ask" });
    expect(await service.setMyFoneLogin("mette", "TopSecret")).toMatchObject({
      ok: false,
      code: "secrets-unprotected",
    });
    expect(secrets.kept.size).toBe(0);
    await service.keepSecrets("plain");
    expect(await service.setMyFoneLogin("mette", "TopSecret")).toMatchObject({ ok: true });
    expect(state.snapshot.settings).toMatchObject({ keepAccess: "plain", myFonePasswordStored: true });
    expect(JSON.stringify(state.snapshot)).not.toContain("TopSecret");
  });

  it("that he wants in memory only are no surprise to him, others are", async () => {
    const chosen = setUp({ keepSecrets: "memory" });
    chosen.secrets.place = "memory";
    await chosen.service.setMyFoneLogin("mette", "TopSecret");
    expect(chosen.state.snapshot.notices).toEqual([]);
    const locked = setUp();
    locked.secrets.place = "memory";
    locked.secrets.protects = "none";
    await locked.service.setMyFoneLogin("mette", "TopSecret");
    expect(locked.state.snapshot.notices).toMatchObject([{ kind: "secrets-unavailable" }]);
  });

  it("move when he changes his mind", async () => {
    const { service, secrets } = setUp({ keepSecrets: "plain" });
    secrets.kept.set("device-token", "token");
    secrets.kept.set("myfone-password", "password");
    const stored: string[] = [];
    const { set } = FakeSecrets.prototype;
    secrets.set = async (name, value) => {
      stored.push(name);
      return set.call(secrets, name, value);
    };
    await service.keepSecrets("memory");
    expect(stored).toEqual(["device-token", "myfone-password"]);
  });
});

describe("the start with the session", () => {
  it("is the system's to know, and changed there", async () => {
    const { service, state, settings, autostart } = setUp();
    expect(service.update({ autostart: true })).toMatchObject({ ok: true });
    expect(autostart.on).toBe(true);
    expect(state.snapshot.settings.autostart).toBe(true);
    expect(settings.get()).not.toHaveProperty("autostart");
    // He switched it off in the system's settings.
    autostart.on = false;
    await service.load();
    expect(state.snapshot.settings.autostart).toBe(false);
  });

  it("that the system does not take is told, and not shown as taken", () => {
    const { service, state, autostart } = setUp();
    autostart.set = () => {
      throw new Error("read-only file system");
    };
    expect(service.update({ autostart: true })).toMatchObject({ ok: false, code: "not-kept-by-system" });
    expect(state.snapshot.settings.autostart).toBe(false);
  });
});

describe("a MyFone password over plain http", () => {
  it("is allowed for the host he was shown only", async () => {
    const { service, settings, state } = setUp({ makeCallUrl: "http://api.myfone.dk/api/MakeCall" });
    await service.load();
    expect(state.snapshot.settings.insecureMakeCall).toEqual({ host: "api.myfone.dk", allowed: false });
    service.allowInsecureMakeCall(true);
    expect(state.snapshot.settings.insecureMakeCall).toEqual({ host: "api.myfone.dk", allowed: true });
    settings.update({ makeCallUrl: "http://evil.example/api/MakeCall" });
    await service.load();
    expect(state.snapshot.settings.insecureMakeCall).toEqual({ host: "evil.example", allowed: false });
  });

  it.each(["https://api.myfone.dk/api/MakeCall", "http://127.0.0.1:8080/api/MakeCall"])(
    "is no question for %s",
    async (makeCallUrl) => {
      const { service, state } = setUp({ makeCallUrl });
      await service.load();
      expect(state.snapshot.settings).not.toHaveProperty("insecureMakeCall");
      expect(service.allowInsecureMakeCall(true)).toMatchObject({ ok: false });
    },
  );
});
