import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SystemFacts } from "../../../electron/main/ports/health.ts";
import { DiagnosticsService } from "../../../electron/main/services/diagnostics.ts";
import { diagnosticsSchema, findings } from "../../../shared/ipc/diagnostics.ts";
import type { ShownHotkey } from "../../../shared/ipc/hotkey-requests.ts";
import type { LinkHandler } from "../../../shared/ipc/links.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { idleSnapshot, NOW } from "../../fakes/fixture-snapshots.ts";

function setUp(patch: Partial<Snapshot> = {}, versions: SystemFacts["versions"] = { app: "0.1.0" }) {
  const state = freshState();
  const clock = new FakeClock();
  const { rev: _, ...idle } = idleSnapshot();
  state.update({ ...idle, relay: { state: "connected", since: clock.now() - 120_000 }, ...patch });
  const copied: string[] = [];
  let counts = { incoming: 3, answered: 1, ended: 3 } as Record<string, number>;
  let handler: LinkHandler = { own: true };
  let health: "shown" | "failed" = "shown";
  let sound = true;
  const service = new DiagnosticsService({
    state,
    store: { hookCounts: () => counts },
    notifications: { health: () => health },
    linkHandlers: { handler: async () => handler, claim: async () => "done" },
    databases: { check: () => ({ bytes: 12_345_678, sound }) },
    system: { versions, platform: "linux", architecture: "x64", isOnline: () => true },
    policyProblems: 0,
    clock,
    async copy(text) {
      copied.push(text);
    },
  });
  const part = async (name: keyof typeof findings) =>
    (await service.look()).parts.find((candidate) => candidate.part === name);
  return {
    ...{ state, clock, service, copied, part },
    set: (to: { counts?: Record<string, number>; handler?: LinkHandler; health?: "failed"; sound?: boolean }) => {
      counts = to.counts ?? counts;
      handler = to.handler ?? handler;
      health = to.health ?? health;
      sound = to.sound ?? sound;
    },
  };
}

describe("diagnostics", () => {
  it("look at every part", async () => {
    const { service } = setUp();
    const { parts } = await service.look();
    expect(parts.map(({ part }) => part).sort()).toEqual(Object.keys(findings).sort());
    for (const { part, finding } of parts) expect(findings[part]).toContain(finding);
    expect(diagnosticsSchema.safeParse(await service.look()).success).toBe(true);
  });

  it("say what is not as it should be", async () => {
    const { part, set, state, clock } = setUp();
    expect(await part("relay")).toMatchObject({ state: "ok", finding: "relay-connected", facts: { minutes: 2 } });
    expect(await part("hooks")).toMatchObject({ state: "ok", facts: { hooks: 7, kinds: 3 } });
    set({ counts: { incoming: 3 }, handler: { own: false, other: "Skype" }, health: "failed", sound: false });
    expect(await part("hooks")).toMatchObject({ state: "broken", finding: "hooks-some" });
    set({ counts: {} });
    expect(await part("hooks")).toMatchObject({ finding: "hooks-none" });
    expect(await part("links")).toMatchObject({ finding: "links-none" });
    expect(await part("notifications")).toMatchObject({ state: "broken", finding: "notifications-failed" });
    expect(await part("databases")).toMatchObject({ state: "broken", facts: { megabytes: 13 } });
    state.update({ relay: { state: "offline", since: clock.now() - 3_600_000, reason: "proxy" } });
    expect(await part("relay")).toMatchObject({ state: "broken", code: "proxy", facts: { minutes: 60 } });
  });

  it("say which hotkeys work", async () => {
    const { part, state } = setUp();
    const { hotkeys } = state.snapshot;
    const show = (patch: Partial<ShownHotkey>, selection = hotkeys.selection) =>
      state.update({
        hotkeys: {
          ...hotkeys,
          selection,
          items: [{ action: "dial-selection", accelerator: "Ctrl+Shift+D", state: "on", ...patch }],
        },
      });
    show({});
    expect(await part("hotkeys")).toMatchObject({ state: "ok", finding: "hotkeys-work", facts: { hotkeys: 1 } });
    show({ state: "failed" });
    expect(await part("hotkeys")).toMatchObject({ state: "broken", finding: "hotkeys-taken", facts: { failed: 1 } });
    show({}, "permission");
    expect(await part("hotkeys")).toMatchObject({ state: "attention", finding: "hotkeys-permission" });
    show({}, "none");
    expect(await part("hotkeys")).toMatchObject({ state: "attention", finding: "hotkeys-no-selection" });
    show({ accelerator: "", state: "off" }, "none");
    expect(await part("hotkeys")).toMatchObject({ state: "attention", finding: "hotkeys-off" });
  });

  it("go onto the clipboard as lines", async () => {
    const { service, copied } = setUp({}, { app: "0.1.0", electron: "45.4.1", system: "6.8.0-45-generic" });
    await service.copy();
    expect(copied[0]).toMatch(
      /^Sidetone diagnostics\napp 0\.1\.0, electron 45\.4\.1, system 6\.8\.0-45-generic, linux x64, /,
    );
    expect(copied[0]).toMatch(/\nok {8}relay: relay-connected \(minutes 2\)\n/);
  });
});

/** Each text of a snapshot but for those of a list is made this. */
function poison<Value>(value: Value, text: string, path: string[] = []): Value {
  const chosen = ["state", "kind", "finding", "reason", "language", "theme", "locale", "device"];
  const isChoice = chosen.includes(path.at(-1) ?? "") || path[0] === "settings";
  if (typeof value === "string") return (isChoice ? value : text) as Value;
  if (Array.isArray(value)) return value.map((item) => poison(item, text, path)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, poison(item, text, [...path, name])]);
  return Object.fromEntries(entries) as Value;
}

describe("no number, no name and no secret is in the diagnostics", () => {
  const secret = fc.oneof(
    fc.constantFrom(
      ...[
        "+45 86 51 51 51",
        "86515151",
        "4711",
        "Anna Holm",
        "anna-holm",
        "anna@nordlys.example",
        "relay.nordlys.example",
      ],
      ...["dt_7hK2mQ9xVbN4pLs8", "c0ffee00112233445566778899aabbcc", "hunter2", "10.0.0.4", "2001:db8::5"],
    ),
    fc.stringMatching(/^[a-zæøå]{6,20}(?:-[a-z]{3,9})?$/),
    fc.stringMatching(/^\+?\d{8,15}$/),
    fc.stringMatching(/^[A-Za-z0-9_-]{20,64}$/),
  );

  it("whatever the app knows, and wherever it stands", async () => {
    await fc.assert(
      fc.asyncProperty(secret, async (text) => {
        const problem = { code: text, message: text };
        const directory = { employees: 5, asOf: NOW, problem };
        const failed = { state: "failed", at: 1, code: "refused", detail: text } as const;
        const source = { id: text, kind: "url", name: text, location: text, contacts: 1, result: failed } as const;
        const notice = { id: text, kind: "enrolment-failed", values: { problem: text } } as const;
        const poisoned = poison(idleSnapshot(), text);
        const settings = {
          ...poisoned.settings,
          device: text.slice(0, 20),
          myFoneUsername: text,
          locked: [text],
          insecureMakeCall: { host: text, allowed: true },
        };
        const { rev: _, ...content } = { ...poisoned, directory, sources: [source], notices: [notice], settings };
        // An address looks like a version; versions come from the programs themselves.
        const versions = /^[\d.]+$/.test(text)
          ? {}
          : { app: text, electron: text, chromium: text, node: text, system: text };
        const { service, copied, set } = setUp(content, versions);
        set({ handler: { own: false, other: text }, counts: { [text]: 9 } });
        await service.copy();
        const shown = JSON.stringify(await service.look()) + copied.join("");
        // What is said of every app, whatever it knows.
        const plain = setUp();
        plain.set({ handler: { own: false }, counts: {} });
        await plain.service.copy();
        const usual = JSON.stringify(await plain.service.look()) + plain.copied.join("");
        if (!usual.includes(text)) expect(shown).not.toContain(text);
        expect(shown).not.toMatch(/\d{8}/);
      }),
      { numRuns: 200 },
    );
  });
});
