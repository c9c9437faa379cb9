import { defined } from "../../shared/defined.ts";
import type {
  Bridge,
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
  Result,
} from "../../shared/ipc/contract.ts";
import { requests } from "../../shared/ipc/contract.ts";
import type { ShownCall, Snapshot } from "../../shared/ipc/snapshot.ts";
import type { QuietChoice } from "../../shared/notifications/quiet-choice.ts";
import { diagnostics } from "./fixture-diagnostics.ts";
import { NOW } from "./fixture-snapshots.ts";

/** How the fake answers one request. */
export type Answer<Name extends RequestName> = (
  input: RequestInput<Name>,
) => Result<RequestOutput<Name>> | Promise<Result<RequestOutput<Name>>>;

/** A request as it was made. */
export interface SentRequest {
  name: RequestName;
  input: unknown;
}

/**
 * Main, as far as a window can tell: it keeps one snapshot, answers requests, and sends events. Inputs are checked
 * against the contract as main does, so that a window that asks wrongly is found out here.
 */
export class FakeBridge implements Bridge {
  readonly sent: SentRequest[] = [];
  #snapshot: Snapshot;
  #history: readonly ShownCall[];
  readonly #answers = new Map<RequestName, (input: never) => unknown>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  constructor(snapshot: Snapshot, history: readonly ShownCall[] = []) {
    this.#snapshot = snapshot;
    this.#history = history;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Replaces the fake's own answer to a request. */
  answer<Name extends RequestName>(name: Name, answer: Answer<Name>): void {
    this.#answers.set(name, answer);
  }

  /** Changes the state and tells the window, as main does. */
  change(patch: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...patch, rev: this.#snapshot.rev + 1 };
    this.emit("snapshot.changed", this.#snapshot);
  }

  /** Changes the state without a word. */
  changeSilently(patch: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...patch, rev: this.#snapshot.rev + 1 };
  }

  /** Takes away what is optional. */
  remove(...names: ("identity" | "pairingStep" | "pendingPairing" | "dial" | "doNotDisturb")[]): void {
    const next = { ...this.#snapshot, rev: this.#snapshot.rev + 1 };
    for (const name of names) delete next[name];
    this.#snapshot = next;
    this.emit("snapshot.changed", next);
  }

  setHistory(history: readonly ShownCall[]): void {
    this.#history = history;
    this.change({ historyRev: this.#snapshot.historyRev + 1 });
  }

  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }

  /** The inputs of every request of a name, in order. */
  inputsOf<Name extends RequestName>(name: Name): RequestInput<Name>[] {
    return this.sent.filter((request) => request.name === name).map((request) => request.input as RequestInput<Name>);
  }

  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as (payload: never) => void);
    return () => listeners.delete(listener as (payload: never) => void);
  }

  async request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Result<RequestOutput<Name>>> {
    this.sent.push({ name, input });
    const parsed = requests[name].in.safeParse(input);
    if (!parsed.success) return { ok: false, code: "bad-input", message: parsed.error.message };
    const answer = this.#answers.get(name) as Answer<Name> | undefined;
    if (answer !== undefined) return await answer(input);
    return this.#own(name, parsed.data) as Result<RequestOutput<Name>>;
  }

  /** What main would do, as far as a window sees it. */
  #own(name: RequestName, input: unknown): Result<unknown> {
    switch (name) {
      case "snapshot.get":
        return succeeded(this.#snapshot);
      case "calls.history":
        return succeeded(this.#page(input as HistoryInput));
      case "calls.markMissedSeen":
        this.#history = this.#history.map((call) => ({ ...call, unseen: false }));
        this.change({ missedCount: 0, historyRev: this.#snapshot.historyRev + 1 });
        return succeeded(undefined);
      case "dial.preview":
        return succeeded(previewOf((input as { text: string }).text));
      case "dial.start":
        return succeeded({ dialId: "dial-1" });
      case "settings.update":
        return this.#update(input as Partial<Snapshot["settings"]>);
      case "settings.setMyFoneLogin": {
        const { username } = input as { username: string };
        return this.#update({ myFoneUsername: username, myFonePasswordStored: true });
      }
      case "settings.keepSecrets":
        return this.#update({ keepAccess: (input as { keep: "memory" | "plain" }).keep });
      case "settings.allowInsecureMakeCall": {
        const { insecureMakeCall } = this.#snapshot.settings;
        const { allowed } = input as { allowed: boolean };
        return this.#update(
          insecureMakeCall === undefined ? {} : { insecureMakeCall: { ...insecureMakeCall, allowed } },
        );
      }
      case "links.handlers":
        return succeeded([
          { scheme: "tel", own: true },
          { scheme: "callto", own: false, other: "Skype" },
          { scheme: "sip", own: false },
        ]);
      case "history.erase":
        return succeeded({ calls: this.#history.length });
      case "settings.export":
        return succeeded({ saved: true });
      case "diagnostics.get":
        return succeeded(diagnostics);
      case "links.claim":
        return succeeded("done");
      case "pairing.searchEmployees":
        return succeeded({ employees: [], more: false });
      case "settings.forgetMyFoneLogin":
        return this.#update({ myFoneUsername: "", myFonePasswordStored: false });
      case "notifications.try":
        return succeeded({ comesUp: this.#snapshot.settings.notificationStyle !== "none" });
      case "doNotDisturb.begin": {
        const { choice } = input as { choice: QuietChoice };
        const minutes = { "half-hour": 30, hour: 60, morning: 18 * 60, "until-off": undefined }[choice];
        this.change({ doNotDisturb: minutes === undefined ? {} : { until: NOW + minutes * 60_000 } });
        return succeeded(undefined);
      }
      case "doNotDisturb.end":
        this.remove("doNotDisturb");
        return succeeded(undefined);
      case "notices.dismiss": {
        const { id } = input as { id: string };
        this.change({ notices: this.#snapshot.notices.filter((notice) => notice.id !== id) });
        return succeeded(undefined);
      }
      default:
        return succeeded(undefined);
    }
  }

  #update(patch: Partial<Snapshot["settings"]>): Result<undefined> {
    const settings = { ...this.#snapshot.settings, ...patch };
    const locale = settings.language === "system" ? this.#snapshot.locale : settings.language;
    this.change({ settings, locale });
    return succeeded(undefined);
  }

  #page({ filter, before, limit }: HistoryInput): RequestOutput<"calls.history"> {
    const calls = this.#history
      .filter((call) => filter === "all" || call.outcome === "missed")
      .filter((call) => before === undefined || call.startedAt < before);
    return { calls: calls.slice(0, limit), more: calls.length > limit };
  }
}

type HistoryInput = RequestInput<"calls.history">;

function succeeded<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** Eight digits make a Danish number; some texts one is warned of; anything else is a name that one contact has. */
function previewOf(text: string): RequestOutput<"dial.preview"> {
  if (text.trim() === "") return { suggestions: recent, redial: recent[1] };
  const warned = warnings[text.trim()];
  if (warned !== undefined) return { suggestions: [], ...warned };
  const digits = text.replace(/^\+45|\D/g, "");
  if (digits.length !== 8) {
    const suggestions = contacts.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
    return { suggestions };
  }
  const number = `+45${digits}`;
  const contact = contacts.find((one) => one.number === number);
  return {
    number,
    displayNumber: `+45 ${digits.replace(/(..)(?=.)/g, "$1 ")}`,
    ...defined({ name: contact?.name, company: contact?.company }),
    suggestions: [],
  };
}

type Suggestion = RequestOutput<"dial.preview">["suggestions"][number];

/** Who can be found by name. */
const contacts: (Suggestion & { name: string })[] = [
  {
    kind: "contact",
    number: "+4586515151",
    displayNumber: "+45 86 51 51 51",
    name: "Jens Østergaard",
    company: "Vestas Service A/S",
  },
  {
    kind: "contact",
    number: "+4520304050",
    displayNumber: "+45 20 30 40 50",
    name: "Jens Peter Lund",
    company: "Lund & Søn",
  },
  { kind: "colleague", number: "204", displayNumber: "204", name: "Mette Jensen" },
];

/** Whom she spoke with lately; the second she dialled herself. */
const recent: Suggestion[] = [
  {
    kind: "recent",
    number: "+4570121416",
    displayNumber: "+45 70 12 14 16",
    name: "Karen Blichfeldt",
    at: NOW - 3_600_000,
  },
  { kind: "recent", number: "+4533121416", displayNumber: "+45 33 12 14 16", at: NOW - 26 * 3_600_000 },
];

const warnings: Record<string, Omit<RequestOutput<"dial.preview">, "suggestions">> = {
  "112": { number: "112", displayNumber: "112", warning: "emergency" },
  "90121314": { number: "90121314", displayNumber: "90 12 13 14", warning: "premium" },
  "+46812345678": { number: "0046812345678", displayNumber: "+46 8 123 456 78", warning: "foreign", country: "SE" },
};
