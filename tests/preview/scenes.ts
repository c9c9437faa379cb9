import type { CardView } from "../../shared/ipc/card.ts";
import type { EventPayload } from "../../shared/ipc/contract.ts";
import type { BarView } from "../../shared/ipc/dial-bar.ts";
import type { PendingPairing, ShownCall, Snapshot } from "../../shared/ipc/snapshot.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { allWell } from "../fakes/fixture-diagnostics.ts";
import {
  callFlows,
  callFlowsState,
  dialling,
  hiddenCall,
  history,
  idleSnapshot,
  longNames,
  NOW,
  notices,
  ringingCall,
  talkingCall,
  timedCallFlows,
  unpairedSnapshot,
} from "../fakes/fixture-snapshots.ts";
import { cardView } from "./card-view.ts";
import { hotkeyScenes } from "./hotkey-scenes.ts";
import { importScenes } from "./import-scenes.ts";
import { peopleScenes } from "./people-scenes.ts";
import { sourceScenes } from "./source-scenes.ts";
import { wideFileScenes } from "./wide-file-scenes.ts";

/** A state of the app worth looking at. */
export interface Scene {
  snapshot: Snapshot;
  history: ShownCall[];
  view?: EventPayload<"window.show">["view"];
  prepare?(bridge: FakeBridge): void;
  /** The call card's window instead of the app's. */
  card?(snapshot: Snapshot): CardView;
  /** The dial bar's window instead of the app's. */
  bar?(snapshot: Snapshot): BarView;
}

const vip = { name: "Karen Blichfeldt", company: "Aarhus Kommune", kind: "contact", vip: true } as const;

/** Of somebody known, five minutes ago. */
function missedCall(patch: Partial<ShownCall> = {}): ShownCall {
  return ringingCall({
    key: "c3",
    phase: "ended",
    outcome: "missed",
    missedAnnounced: true,
    unseen: true,
    startedAt: NOW - 300_000,
    ...patch,
  });
}

/** The call card as main presents these calls. */
function cardWith(...calls: ShownCall[]): Scene {
  return {
    snapshot: idleSnapshot(),
    history: [],
    card: (snapshot) => cardView(calls, snapshot),
  };
}

const pending = {
  through: { kind: "relay", host: "relay.nordlys.example", company: "Nordlys Energi A/S" },
  employee: { localNumber: "202", name: "Anna Holm", phones: ["Bordtelefon", "Mobil"] },
} as const satisfies PendingPairing;

const pendingDirect = {
  through: { kind: "direct", host: "public.sippeer.dk", account: "4711" },
  employee: { localNumber: "202", name: "Anna Holm", phones: ["Bordtelefon", "Mobil"] },
} as const satisfies PendingPairing;

/** Anna, without a relay. */
function directSnapshot(patch: Partial<Snapshot> = {}): Snapshot {
  const { identity, ...idle } = idleSnapshot();
  return {
    ...idle,
    relay: { state: "direct" },
    ...(identity === undefined ? {} : { identity: { ...identity, through: pendingDirect.through } }),
    ...patch,
  };
}

function settingsWith(patch: Partial<Snapshot["settings"]>): Snapshot {
  const idle = idleSnapshot();
  return { ...idle, settings: { ...idle.settings, ...patch } };
}

const found = [
  { localNumber: "202", name: "Anna Holm", department: "Salg" },
  {
    localNumber: "214",
    name: "Anne-Margrethe Kirstine Schiøtz-Lauritzen Bang",
    department: "Drift og forsyningssikkerhed",
  },
  { localNumber: "201", name: "Birgitte Åkjær", department: "Administration" },
  { localNumber: "203", name: "Jonas Bjerregaard" },
];

/** A call that she dialled to somebody she knows. */
function dialledCall(patch: Partial<ShownCall>): ShownCall {
  const { lineName: _, caller: __, ...ringing } = ringingCall();
  const caller = { name: "Jens Østergaard", company: "Vestas Service A/S", kind: "contact" as const };
  return { ...ringing, caller, direction: "outgoing", dialId: patch.key ?? "d1", ...patch };
}

export const scenes = {
  history: () => ({ snapshot: idleSnapshot({ missedCount: 2 }), history: history() }),
  ringing: () => ({ snapshot: idleSnapshot({ liveCalls: [ringingCall()], missedCount: 2 }), history: history() }),
  "two-calls": () => ({
    snapshot: idleSnapshot({ liveCalls: [hiddenCall(), talkingCall()] }),
    history: history(),
  }),
  "busy-colleagues": () => ({
    snapshot: idleSnapshot({
      liveCalls: [ringingCall()],
      colleagues: [
        { localNumber: "203", name: "Jonas Bjerregaard", state: "ringing", since: NOW - 20_000 },
        { localNumber: "201", name: "Birgitte Åkjær", state: "talking", since: NOW - 9 * 60_000 },
        {
          localNumber: "214",
          name: "Anne-Margrethe Kirstine Schiøtz-Lauritzen Bang",
          state: "talking",
          since: NOW - 61 * 60_000,
        },
        { localNumber: "206", name: "Søren Æbelø", state: "talking", since: NOW - 60_000 },
        { localNumber: "207", name: "Tove Ditlevsen", state: "ringing", since: NOW - 5_000 },
      ],
    }),
    history: history(),
  }),
  "lift-phone": () => ({ snapshot: idleSnapshot({ dial: dialling() }), history: history() }),
  "dial-failed": () => ({
    snapshot: idleSnapshot({
      dial: dialling({
        state: "failed",
        problem: { code: "pbx-refused", message: "Nummeret er spærret for udgående kald" },
      }),
    }),
    history: history(),
  }),
  "dial-unsure": () => ({
    snapshot: idleSnapshot({
      dial: dialling({ state: "unsure", problem: { code: "pbx-timeout", message: "no answer within 15 s" } }),
    }),
    history: history(),
  }),
  card: () => cardWith(ringingCall()),
  "card-several": () =>
    cardWith(
      hiddenCall(),
      ringingCall({ key: "c2", number: "+4520304050", displayNumber: "+45 20 30 40 50", caller: vip }),
      missedCall(),
      missedCall({ key: "c4" }),
    ),
  "card-answered": () => cardWith(talkingCall({ lineName: "Hovednummer" })),
  "card-missed": () => cardWith(missedCall()),
  "card-long": () => cardWith(...longNames().liveCalls),
  "settings-quiet": () => ({
    snapshot: { ...idleSnapshot(), doNotDisturb: { until: NOW + 57 * 60_000 } },
    history: [],
    view: "settings",
  }),
  quiet: () => ({ snapshot: { ...idleSnapshot(), doNotDisturb: {} }, history: history() }),
  "dial-not-lifted": () => ({
    snapshot: idleSnapshot({ dial: dialling({ state: "failed", problem: { code: "dial-not-lifted", message: "" } }) }),
    history: history(),
  }),
  "dialled-call": () => ({
    snapshot: idleSnapshot({
      liveCalls: [
        dialledCall({ phase: "lift-phone" }),
        dialledCall({ key: "d2", phase: "calling" }),
        dialledCall({ key: "d3", phase: "ended", outcome: "no-answer", notLifted: "callee" }),
      ],
    }),
    history: history(),
  }),
  "settings-dial-via": () => ({ snapshot: idleSnapshot({ relayDialling: true }), history: [], view: "settings" }),
  "dial-no-login": () => ({
    snapshot: idleSnapshot(),
    history: history(),
    prepare: (bridge) => {
      bridge.answer("dial.start", () => ({ ok: false, code: "no-login", message: "the login is missing" }));
    },
  }),
  empty: () => ({ snapshot: idleSnapshot(), history: [] }),
  offline: () => ({
    snapshot: idleSnapshot({
      relay: { state: "offline", since: NOW - 22 * 60_000, reason: "unreachable", nextTryAt: NOW + 20_000 },
    }),
    history: history(),
  }),
  revoked: () => ({
    snapshot: idleSnapshot({ relay: { state: "offline", since: NOW - 22 * 60_000, reason: "revoked" } }),
    history: history(),
  }),
  notices: () => ({ snapshot: idleSnapshot({ notices: notices() }), history: history() }),
  "history-problem": () => ({
    snapshot: idleSnapshot(),
    history: [],
    prepare: (bridge) => {
      bridge.answer("calls.history", () => ({ ok: false, code: "internal", message: "database is locked" }));
    },
  }),
  "call-flows": () => ({ snapshot: idleSnapshot(), history: [], view: "callFlows" }),
  "call-flows-refused": () => ({
    snapshot: idleSnapshot({
      callFlows: callFlowsState({
        asOf: NOW - 7 * 60_000,
        problem: { code: "pbx-unreachable", message: "" },
        flows: callFlows().map((flow, index) => ({
          ...flow,
          switching: index === 1,
          ...(index === 0
            ? { problem: { code: "pbx-refused", message: "Kaldsflowet er låst", unsure: false } }
            : index === 2
              ? { problem: { code: "pbx-timeout", message: "no answer within 10 s", unsure: true } }
              : {}),
        })),
      }),
    }),
    history: [],
    view: "callFlows",
  }),
  "call-flows-empty": () => ({
    snapshot: idleSnapshot({ callFlows: callFlowsState({ flows: [], asOf: NOW }) }),
    history: [],
    view: "callFlows",
  }),
  "call-flows-timed": () => ({
    snapshot: idleSnapshot({ callFlows: timedCallFlows() }),
    history: [],
    view: "callFlows",
  }),
  "call-flows-direct": () => ({
    snapshot: directSnapshot({ callFlows: callFlowsState({ timed: false }) }),
    history: [],
    view: "callFlows",
  }),
  "call-flows-offline": () => ({
    snapshot: idleSnapshot({
      relay: { state: "offline", since: NOW - 22 * 60_000, reason: "unreachable", nextTryAt: NOW + 20_000 },
      callFlows: { ...timedCallFlows(), asOf: NOW - 23 * 60_000 },
    }),
    history: [],
    view: "callFlows",
  }),
  "call-flows-many": () => ({
    snapshot: idleSnapshot({
      callFlows: callFlowsState({
        flows: Array.from({ length: 40 }, (_, index) =>
          callFlows().map((flow) => ({
            ...flow,
            localNumber: String(6100 + index * 10 + Number(flow.localNumber.at(-1))),
            name: `${flow.name}, afdeling ${index + 1}`,
            active: index % 7 === 0,
          })),
        )
          .flat()
          .slice(0, 40),
      }),
    }),
    history: [],
    view: "callFlows",
  }),
  settings: () => ({ snapshot: idleSnapshot(), history: [], view: "settings" }),
  /** Its diagnostics have nothing to find. */
  "settings-well": () => ({
    snapshot: idleSnapshot(),
    history: [],
    view: "settings",
    prepare: (bridge) => bridge.answer("diagnostics.get", () => ({ ok: true, value: allWell })),
  }),
  "settings-locked": () => ({
    snapshot: settingsWith({
      locked: ["language", "autostart", "notificationSound", "hideNames", "dialLinks", "historyDays"],
      historyDays: 60,
    }),
    history: [],
    view: "settings",
  }),
  "settings-no-login": () => {
    const { settings, ...rest } = idleSnapshot();
    return {
      snapshot: { ...rest, settings: { ...settings, device: "", myFoneUsername: "", myFonePasswordStored: false } },
      history: [],
      view: "settings",
    };
  },
  welcome: () => ({ snapshot: unpairedSnapshot(), history: [] }),
  "welcome-refused": () => ({
    snapshot: unpairedSnapshot(),
    history: [],
    prepare: (bridge) => {
      bridge.answer("pairing.propose", () => ({ ok: false, code: "invitation-unknown", message: "" }));
    },
  }),
  confirm: () => ({ snapshot: unpairedSnapshot({ pendingPairing: pending }), history: [] }),
  "first-check": () => ({
    snapshot: unpairedSnapshot({ pendingPairing: pending }),
    history: [],
    prepare: (bridge) => {
      bridge.answer("pairing.confirm", () => {
        bridge.remove("pendingPairing");
        const { locale, settings } = bridge.snapshot;
        bridge.change({ ...idleSnapshot(), locale, settings });
        return { ok: true, value: undefined };
      });
    },
  }),
  "confirm-replaces": () => ({
    snapshot: idleSnapshot({
      pendingPairing: {
        ...pending,
        replaces: {
          through: { kind: "relay", host: "relay.fjordbyg.example", company: "Fjord Byg ApS" },
          name: "Anna Holm",
        },
      },
    }),
    history: [],
  }),
  login: () => ({
    snapshot: unpairedSnapshot({
      pairingStep: { kind: "login", relayHost: "relay.nordlys.example", account: "4711" },
    }),
    history: [],
    prepare: (bridge) => {
      bridge.answer("pairing.login", () => ({ ok: false, code: "login-refused", message: "" }));
    },
  }),
  "choose-employee": () => ({
    snapshot: unpairedSnapshot({
      pairingStep: { kind: "choose", host: "public.sippeer.dk", account: "4711", employees: 9_874 },
    }),
    history: [],
    prepare: (bridge) => {
      bridge.answer("pairing.searchEmployees", ({ text }) => ({
        ok: true,
        value: text.startsWith("z") ? { employees: [], more: false } : { employees: found, more: true },
      }));
    },
  }),
  "confirm-direct": () => ({ snapshot: unpairedSnapshot({ pendingPairing: pendingDirect }), history: [] }),
  "confirm-no-keychain": () => ({
    snapshot: unpairedSnapshot({ pendingPairing: pending }),
    history: [],
    prepare: (bridge) => {
      bridge.answer("pairing.confirm", () => ({ ok: false, code: "secrets-unprotected", message: "" }));
    },
  }),
  direct: () => ({ snapshot: directSnapshot(), history: [] }),
  "direct-settings": () => ({
    snapshot: directSnapshot({
      directory: {
        employees: 24,
        asOf: NOW - 26 * 3_600_000,
        problem: { code: "pbx-unreachable", message: "public.sippeer.dk cannot be reached" },
      },
    }),
    history: [],
    view: "settings",
  }),
  "settings-insecure": () => ({
    snapshot: settingsWith({
      accessProtection: "plain",
      keepAccess: "plain",
      insecureMakeCall: { host: "api.myfone.dk", allowed: false },
    }),
    history: [],
    view: "settings",
  }),
  "dial-insecure": () => ({
    snapshot: settingsWith({ insecureMakeCall: { host: "api.myfone.dk", allowed: false } }),
    history: history(),
    prepare: (bridge) => {
      bridge.answer("dial.start", () => ({ ok: false, code: "insecure", message: "" }));
    },
  }),
  "old-directory": () => ({
    snapshot: idleSnapshot({
      directory: { employees: 24, asOf: NOW - 26 * 3_600_000 },
      notices: [
        { id: "n1", kind: "phone-gone", values: { phone: "Mobil (200001)" } },
        {
          id: "n2",
          kind: "not-revoked",
          values: { device: "0b9f6d0e-5f0c-4f2e-9d55-0d7c7bb6b3a1", host: "relay.nordlys.example" },
        },
      ],
    }),
    history: history(),
  }),
  updates: () => ({
    snapshot: idleSnapshot({
      notices: [
        { id: "n1", kind: "update-ready", values: { version: "0.3.0" } },
        {
          id: "n2",
          kind: "updated",
          values: {
            version: "0.2.0",
            news: "Kontakter fra flere kilder, med forklaring på, hvorfor det netop er dem.\nMarkér et nummer i et andet program, og ring op med Ctrl+Shift+D.",
          },
        },
      ],
    }),
    history: history(),
  }),
  "long-names": () => ({
    snapshot: longNames(),
    history: history().map((call) => ({
      ...call,
      lineName: "Hovednummeret for kundeservice i Aalborg",
      ...(call.caller === undefined
        ? {}
        : { caller: { ...call.caller, name: `${call.caller.name} Vestergaard-Christoffersen Lillelund` } }),
    })),
  }),
  "long-names-flows": () => ({ snapshot: longNames(), history: [], view: "callFlows" }),
  startup: () => ({
    snapshot: idleSnapshot(),
    history: [],
    prepare: (bridge) => {
      bridge.answer("snapshot.get", () => ({ ok: false, code: "internal", message: "main does not answer" }));
    },
  }),
  ...peopleScenes,
  ...sourceScenes,
  ...hotkeyScenes,
  ...importScenes,
  ...wideFileScenes,
} as const satisfies Record<string, () => Scene>;

export type SceneName = keyof typeof scenes;
