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
  remove(...names: ("identity" | "pairingStep" | "pendingPairing" | "dial")[]): void {
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
      case "pairing.searchEmployees":
        return succeeded({ employees: [], more: false });
      case "settings.forgetMyFoneLogin":
        return this.#update({ myFoneUsername: "", myFonePasswordStored: false });
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

/** Eight digits make a Danish number; anything else is a name that one contact has. */
function previewOf(text: string): RequestOutput<"dial.preview"> {
  const digits = text.replace(/^\+45|\D/g, "");
  if (digits.length !== 8) {
    const suggestions = contacts.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
    return { suggestions };
  }
  const number = `+45${digits}`;
  const name = contacts.find((contact) => contact.number === number)?.name;
  return {
    number,
    displayNumber: `+45 ${digits.replace(/(..)(?=.)/g, "$1 ")}`,
    ...(name === undefined ? {} : { name }),
    suggestions: [],
  };
}

/** Who can be found by name. */
const contacts = [
  { number: "+4586515151", displayNumber: "+45 86 51 51 51", name: "Jens Østergaard", company: "Vestas Service A/S" },
  { number: "+4520304050", displayNumber: "+45 20 30 40 50", name: "Jens Peter Lund", company: "Lund & Søn" },
  { number: "204", displayNumber: "204", name: "Mette Jensen" },
] as const;
