import type { HotkeysState } from "../../shared/ipc/hotkey-requests.ts";
import type {
  CallFlowsState,
  DialState,
  Identity,
  Notice,
  ShownCall,
  ShownCallFlow,
  ShownComingSwitch,
  ShownPastSwitch,
  Snapshot,
} from "../../shared/ipc/snapshot.ts";
import { callFlowReasons } from "../../shared/relay-protocol/call-flow-reasons.ts";

/** A Tuesday afternoon, 14:03 in Copenhagen: the moment that the fixtures speak of. Unix milliseconds. */
export const NOW = Date.UTC(2026, 4, 12, 12, 3);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const anna: Identity = {
  localNumber: "202",
  name: "Anna Holm",
  through: { kind: "relay", host: "relay.nordlys.example", company: "Nordlys Energi A/S" },
  phones: [
    { localNumber: "200202", name: "Yealink T54W" },
    { localNumber: "300202", name: "Mobile" },
  ],
  confirmed: true,
};

/** Anna, connected, nothing going on. */
export function idleSnapshot(patch: Partial<Snapshot> = {}): Snapshot {
  return {
    rev: 1,
    appVersion: "0.1.0",
    locale: "en",
    relay: { state: "connected", since: NOW - 3 * HOUR },
    identity: anna,
    directory: { employees: 24, asOf: NOW - 4 * MINUTE },
    liveCalls: [],
    relayDialling: false,
    missedCount: 0,
    callFlows: callFlowsState(),
    colleagues: [],
    notices: [],
    settings: {
      language: "system",
      theme: "light",
      hideNames: false,
      notificationStyle: "system",
      notificationSound: "none",
      onlyVips: false,
      device: "200202",
      dialVia: "makeCall",
      dialLinks: "ask",
      autostart: true,
      historyDays: 365,
      locked: [],
      dialSelectionAtOnce: false,
      myFoneUsername: "anna@nordlys.example",
      myFonePasswordStored: true,
      accessProtection: "keychain",
      keepAccess: "ask",
    },
    hotkeys: hotkeysState(),
    historyRev: 1,
    sources: [],
    contactsRev: 1,
    ...patch,
  };
}

/** As it is on Windows at first. */
export function hotkeysState(patch: Partial<HotkeysState> = {}): HotkeysState {
  return {
    platform: "windows",
    items: [
      { action: "dial-selection", accelerator: "CommandOrControl+Shift+D", state: "on" },
      { action: "dial-bar", accelerator: "", state: "off" },
      { action: "open-customer", accelerator: "", state: "off" },
      { action: "do-not-disturb", accelerator: "", state: "off" },
    ],
    selection: "copy",
    ...patch,
  };
}

/** Before anybody is paired. */
export function unpairedSnapshot(patch: Partial<Snapshot> = {}): Snapshot {
  const { identity: _, ...rest } = idleSnapshot();
  return {
    ...rest,
    relay: { state: "unpaired" },
    callFlows: { flows: [], timed: false, coming: [], history: [] },
    settings: { ...rest.settings, device: "", myFoneUsername: "", myFonePasswordStored: false },
    ...patch,
  };
}

/** An answered call of a known customer, unless said otherwise. */
export function call(patch: Partial<ShownCall> & { key: string }): ShownCall {
  return {
    callIds: [patch.key],
    direction: "incoming",
    phase: "ended",
    phones: ["200202"],
    startedAt: NOW - HOUR,
    missedAnnounced: false,
    live: false,
    unseen: false,
    ...patch,
  };
}

const jens = {
  number: "+4586515151",
  displayNumber: "+45 86 51 51 51",
  caller: { name: "Jens Østergaard", company: "Vestas Service A/S", kind: "contact" },
} as const;

export function ringingCall(patch: Partial<ShownCall> = {}): ShownCall {
  return call({
    key: "12434346.4567",
    phase: "ringing",
    lineName: "Hovednummer",
    startedAt: NOW - 4_000,
    lastRingAt: NOW - 4_000,
    live: true,
    ...jens,
    caller: { ...jens.caller, note: "Kunde 4711 · talte sidst med Mette 3. maj" },
    ...patch,
  });
}

export function hiddenCall(patch: Partial<ShownCall> = {}): ShownCall {
  return call({ key: "12434350.1", phase: "ringing", startedAt: NOW - 2_000, live: true, ...patch });
}

export function talkingCall(patch: Partial<ShownCall> = {}): ShownCall {
  return call({
    key: "12434333.2",
    phase: "talking",
    startedAt: NOW - 268_000,
    answeredAt: NOW - 252_000,
    live: true,
    number: "+4570121416",
    displayNumber: "+45 70 12 14 16",
    caller: { name: "Karen Blichfeldt", company: "Aarhus Kommune", kind: "contact" },
    ...patch,
  });
}

export function dialling(patch: Partial<DialState> = {}): DialState {
  return {
    dialId: "dial-1",
    number: "+4586515151",
    displayNumber: "+45 86 51 51 51",
    name: "Jens Østergaard",
    company: "Vestas Service A/S",
    phone: "Yealink T54W",
    state: "lift-phone",
    ...patch,
  };
}

/** The company's call flows through a relay, nothing coming and nothing past. */
export function callFlowsState(patch: Partial<CallFlowsState> = {}): CallFlowsState {
  return { flows: callFlows(), asOf: NOW - 20_000, timed: true, coming: [], history: [], ...patch };
}

/** With switches that come by themselves, one that cannot, one that was given up, one that is not hers, and a past. */
export function timedCallFlows(): CallFlowsState {
  const anna = { name: "Anna Holm", own: true };
  const mette = { name: "Mette Sørensen", own: false };
  const [night, lunch, holiday, outage] = ["Nattjeneste", "Frokost", "Lukket helligdag", "Driftsforstyrrelse"] as const;
  const coming: ShownComingSwitch[] = [
    {
      id: "c1",
      localNumber: "6002",
      name: lunch,
      active: false,
      at: NOW - 3 * MINUTE,
      by: anna,
      mayCancel: true,
      trouble: { message: callFlowReasons["pbx-timeout"], nextTryAt: NOW + 2 * MINUTE },
    },
    { id: "c2", localNumber: "6001", name: night, active: false, at: NOW + 117 * MINUTE, by: mette, mayCancel: true },
  ];
  const past = (patch: Partial<ShownPastSwitch> & Pick<ShownPastSwitch, "id" | "name">): ShownPastSwitch => ({
    localNumber: "6001",
    active: true,
    at: NOW - HOUR,
    how: "hand",
    outcome: "done",
    mayUndo: false,
    ...patch,
  });
  const history = [
    past({ id: "h1", name: night, by: mette, at: NOW - 12 * MINUTE, mayUndo: true }),
    past({ id: "h2", name: lunch, localNumber: "6002", by: anna, at: NOW - 31 * MINUTE, mayUndo: true }),
    past({
      id: "h3",
      name: outage,
      localNumber: "6004",
      by: anna,
      outcome: "refused",
      message: "Kaldsflowet er låst",
      active: false,
      how: "timed",
      at: NOW - 2 * HOUR,
    }),
    past({
      id: "h4",
      name: holiday,
      localNumber: "6003",
      how: "elsewhere",
      active: false,
      mayUndo: true,
      at: NOW - DAY,
    }),
    past({ id: "h5", name: night, by: mette, how: "undo", active: false, at: NOW - 26 * HOUR }),
    past({ id: "h6", name: night, by: anna, outcome: "unclear", message: "no answer within 10 s", at: NOW - 3 * DAY }),
    past({ id: "h7", name: night, by: mette, how: "timed", active: false, at: NOW - 4 * DAY }),
  ];
  const flows = callFlows().map((flow): ShownCallFlow => {
    const next = coming.find(({ localNumber }) => localNumber === flow.localNumber);
    return {
      ...flow,
      ...(next === undefined ? {} : { coming: next, active: true }),
      ...(flow.localNumber === "6003" ? { maySwitch: false } : {}),
      ...(flow.localNumber === "6004" ? { active: true, notCome: history[2] } : {}),
    };
  });
  return callFlowsState({ flows, coming, history });
}

export function callFlows(): ShownCallFlow[] {
  const flow = { switching: false, maySwitch: true };
  return [
    {
      ...flow,
      localNumber: "6001",
      name: "Nattjeneste",
      active: true,
      activeGoto: "6050 Vagt",
      inactiveGoto: "6000 Hovednummer",
    },
    {
      ...flow,
      localNumber: "6002",
      name: "Frokost",
      active: false,
      activeGoto: "6051 Frokostbesked",
      inactiveGoto: "5000 Kundekø",
    },
    {
      ...flow,
      localNumber: "6003",
      name: "Lukket helligdag",
      active: false,
      activeGoto: "6052",
      inactiveGoto: "6000 Hovednummer",
    },
    {
      ...flow,
      localNumber: "6004",
      name: "Driftsforstyrrelse",
      active: false,
      activeGoto: "6060 Driftsinfo",
      inactiveGoto: "5000 Kundekø",
    },
  ];
}

/** Two days, with every way that a call can end. */
export function history(): ShownCall[] {
  return [
    call({
      key: "h1",
      outcome: "missed",
      unseen: true,
      missedAnnounced: true,
      startedAt: NOW - 12 * MINUTE,
      number: "+4520304050",
      displayNumber: "+45 20 30 40 50",
      caller: { name: "Jens Peter Lund", company: "Lund & Søn", kind: "contact" },
      lineName: "Hovednummer",
    }),
    call({ key: "h2", outcome: "missed", unseen: true, missedAnnounced: true, startedAt: NOW - 31 * MINUTE }),
    call({
      key: "h3",
      outcome: "answered-elsewhere",
      answeredBy: { localNumber: "204", name: "Mette" },
      startedAt: NOW - 48 * MINUTE,
      lineName: "Kundeservice",
      ...jens,
    }),
    call({
      key: "h4",
      outcome: "answered",
      startedAt: NOW - 2 * HOUR,
      durationSeconds: 252,
      number: "+4570121416",
      displayNumber: "+45 70 12 14 16",
      caller: { name: "Karen Blichfeldt", company: "Aarhus Kommune", kind: "contact" },
    }),
    call({
      key: "h5",
      direction: "outgoing",
      outcome: "no-answer",
      startedAt: NOW - 3 * HOUR,
      number: "+4533121416",
      displayNumber: "+45 33 12 14 16",
    }),
    call({
      key: "h6",
      direction: "outgoing",
      outcome: "answered",
      durationSeconds: 45,
      startedAt: NOW - 4 * HOUR,
      number: "204",
      displayNumber: "204",
      caller: { name: "Mette Jensen", kind: "colleague" },
    }),
    call({
      key: "h7",
      outcome: "transferred",
      durationSeconds: 610,
      startedAt: NOW - DAY,
      number: "+4798121212",
      displayNumber: "+45 98 12 12 12",
      caller: { name: "Peder Skov", company: "Skov Ventilation", kind: "contact" },
    }),
    call({
      key: "h8",
      outcome: "missed",
      missedAnnounced: true,
      expired: "ring",
      startedAt: NOW - DAY - HOUR,
      number: "+4940123456",
      displayNumber: "+49 40 123456",
    }),
    call({
      key: "h9",
      outcome: "answered",
      expired: "conversation",
      startedAt: NOW - DAY - 2 * HOUR,
      ...jens,
    }),
    ...Array.from({ length: 8 }, (_, index) =>
      call({
        key: `older-${index}`,
        direction: index % 3 === 0 ? "outgoing" : "incoming",
        outcome: "answered",
        durationSeconds: 60 + index * 37,
        startedAt: NOW - (5 + index) * DAY,
        number: `+45861200${10 + index}`,
        displayNumber: `+45 86 12 00 ${10 + index}`,
      }),
    ),
  ];
}

export function notices(): Notice[] {
  return [
    { id: "n1", kind: "gap", values: { from: NOW - 2 * HOUR, to: NOW - 82 * MINUTE, calls: 2, complete: 1 } },
    { id: "n2", kind: "settings-recovered", values: { file: "settings.2026-05-12.json" } },
  ];
}

/** Names and places as long as real ones get. */
export function longNames(): Snapshot {
  const idle = idleSnapshot();
  const name = "Anne-Kathrine Vestergaard-Christoffersen Lillelund";
  const company = "Foreningen af Danske Energi- og Forsyningsselskabers Fælles Kundeservicecenter A.m.b.a.";
  return {
    ...idle,
    identity: { ...anna, name, through: { kind: "relay", host: "relay.nordlys.example", company } },
    liveCalls: [
      ringingCall({
        caller: { name: "Maximilian-Alexander von und zu Schleswig-Holstein-Sonderburg", company, kind: "contact" },
      }),
    ],
    callFlows: callFlowsState({
      asOf: NOW,
      flows: callFlows().map((flow) => ({
        ...flow,
        name: `${flow.name} for alle afdelinger i Region Nordjylland`,
        activeGoto: "6050 Vagttelefonen hos underleverandøren i weekenden",
      })),
    }),
  };
}
