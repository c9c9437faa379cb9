import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { machinePolicyFile, relayInPolicy } from "../../../electron/main/adapters/settings/machine-policy.ts";
import type { EnrolmentSource } from "../../../electron/main/ports/enrolment-source.ts";
import { EnrolmentService } from "../../../electron/main/services/enrolment-service.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { PairingService } from "../../../electron/main/services/pairing-service.ts";
import { SettingsService } from "../../../electron/main/services/settings-service.ts";
import { freshState } from "../../fakes/app-state.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

/** An app that is not paired, on a machine with this policy. */
async function started(policy: string | undefined, isTrusted = async () => true) {
  const file = join(temporaryFolder(), "policy.json");
  if (policy !== undefined) writeFileSync(file, policy);
  const state = freshState();
  const settings = new FakeSettings();
  const secrets = new FakeSecrets();
  const notices = new Notices(state, fakeRandom());
  const logger = new SilentLogger();
  const never = () => {
    throw new Error("nobody is to be asked");
  };
  const relayApi = { previewInvitation: never, login: never, redeemInvitation: never, forgetDevice: never };
  const nothing = () => {};
  const common = { state, settings, secrets, notices, logger };
  const pairing = new PairingService({
    ...common,
    relayApi,
    random: fakeRandom(),
    device: { name: "pc", platform: "win32" },
    onPaired: nothing,
    onUnpaired: nothing,
    keepLogin: async () => {},
  });
  const settingsService = new SettingsService({
    ...common,
    autostart: { isOn: () => false, set: () => {} },
    systemLanguages: ["da"],
    onLocale: nothing,
    onTheme: nothing,
    onNotifications: nothing,
  });
  const source: EnrolmentSource = { take: async () => undefined };
  await new EnrolmentService({
    ...common,
    source,
    proposedRelay: relayInPolicy(file, isTrusted),
    settingsService,
    pairing,
  }).run();
  return { snapshot: state.snapshot, log: logger.lines.join("\n") };
}

describe("the relay of the machine", () => {
  it("is filled in for the employee", async () => {
    const { snapshot } = await started('{ "relay": "https://relay.example.dk" }\r\n');
    expect(snapshot.proposedRelay).toEqual({ relay: "https://relay.example.dk" });
    expect(snapshot.pairingStep).toBeUndefined();
  });

  it("with the account leaves him nothing but his login", async () => {
    const { snapshot } = await started('{ "relay": "https://relay.example.dk/", "account": "4711", "settings": {} }');
    expect(snapshot.pairingStep).toEqual({ kind: "login", relayHost: "relay.example.dk", account: "4711" });
    expect(snapshot.pendingPairing).toBeUndefined();
  });

  it.each([
    ["no policy", undefined],
    ["a policy about other things", '{ "settings": { "language": "da" } }'],
  ])("is not there with %s", async (_, policy) => {
    const { snapshot, log } = await started(policy);
    expect(snapshot.proposedRelay).toBeUndefined();
    expect(log).toBe("");
  });

  it.each([
    ["http", '{ "relay": "http://relay.example.dk" }'],
    ["a password in the address", '{ "relay": "https://me:secret@relay.example.dk" }'],
    ["an account that is none", '{ "relay": "https://relay.example.dk", "account": "4711&x=1" }'],
    ["no JSON", "relay=https://relay.example.dk"],
    ["no object", "[]"],
  ])("is left out with %s, and the log says so", async (_, policy) => {
    const { snapshot, log } = await started(policy);
    expect(snapshot.proposedRelay).toBeUndefined();
    expect(log).toContain("policy");
    expect(log).not.toContain("secret");
  });
});

it.each([
  ["others may have written it", async () => false],
  ["it cannot be known who wrote it", () => Promise.reject(new Error("no PowerShell"))],
])("the relay of a policy is left out where %s", async (_, isTrusted) => {
  const { snapshot, log } = await started('{ "relay": "https://relay.example.dk", "account": "4711" }', isTrusted);
  expect(snapshot.proposedRelay).toBeUndefined();
  expect(snapshot.pairingStep).toBeUndefined();
  expect(log).toContain("others than administrators");
});

it("the policy is where only administrators write", () => {
  expect(machinePolicyFile("linux", {})).toBe("/etc/sidetone/policy.json");
  expect(machinePolicyFile("darwin", {})).toBe("/Library/Application Support/Sidetone/policy.json");
  expect(machinePolicyFile("win32", { ProgramData: "D:\\Data" }).replaceAll("/", "\\")).toBe(
    "D:\\Data\\Sidetone\\policy.json",
  );
});
