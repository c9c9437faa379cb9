import { callEventKinds } from "../../../shared/calls/event.ts";
import { defined } from "../../../shared/defined.ts";
import { errorCodes } from "../../../shared/ipc/contract.ts";
import {
  type DiagnosedPart,
  type Diagnostics,
  type FactName,
  type Finding,
  type Part,
  type PartState,
  versionNames,
  versionPattern,
} from "../../../shared/ipc/diagnostics.ts";
import { shownSchemes } from "../../../shared/ipc/links.ts";
import { offlineReasons } from "../../../shared/ipc/snapshot.ts";
import type { CallStore } from "../ports/call-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { DatabaseHealth, NotificationHealth, SystemFacts } from "../ports/health.ts";
import type { LinkHandlers } from "../ports/link-handlers.ts";
import type { AppState } from "./app-state.ts";
import { diagnosticsText } from "./diagnostics-text.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A list of colleagues that is older than this is not what the PBX says any more. */
const OLD_MS = 2 * DAY_MS;
/** Hooks are looked for so far back: in a week somebody calls and is called. */
const HOOKS_WITHIN_MS = 7 * DAY_MS;
const MEGABYTE = 1_000_000;

export interface DiagnosticsOptions {
  state: AppState;
  store: Pick<CallStore, "hookCounts">;
  notifications: NotificationHealth;
  linkHandlers: LinkHandlers;
  databases: DatabaseHealth;
  system: SystemFacts;
  policyProblems: number;
  clock: Clock;
  /** Puts a text onto the clipboard. */
  copy(text: string): Promise<void>;
}

/** What each part of the app is found to be. All that comes out is of lists, whole numbers and versions. */
export class DiagnosticsService {
  readonly #options: DiagnosticsOptions;

  constructor(options: DiagnosticsOptions) {
    this.#options = options;
  }

  async look(): Promise<Diagnostics> {
    const { state, system } = this.#options;
    const { versions, platform, architecture } = system;
    const parts = [
      this.#network(),
      this.#relay(),
      this.#hooks(),
      this.#api(),
      this.#dialling(),
      this.#notifications(),
      this.#hotkeys(),
      await this.#links(),
      this.#autostart(),
      this.#keychain(),
      this.#databases(),
      this.#contacts(),
      this.#policy(),
    ];
    return {
      parts,
      versions: Object.fromEntries(
        versionNames.flatMap((name) => {
          const text = versions[name]?.toLowerCase();
          return text !== undefined && text.length <= 60 && versionPattern.test(text) ? [[name, text]] : [];
        }),
      ),
      system: platform === "win32" || platform === "darwin" || platform === "linux" ? platform : "other",
      architecture: architecture === "x64" || architecture === "arm64" ? architecture : "other",
      locale: state.snapshot.locale,
    };
  }

  async copy(): Promise<void> {
    await this.#options.copy(diagnosticsText(await this.look()));
  }

  #network(): DiagnosedPart {
    return this.#options.system.isOnline()
      ? found("network", "ok", "network-online")
      : found("network", "broken", "network-offline");
  }

  #relay(): DiagnosedPart {
    const { relay } = this.#options.state.snapshot;
    switch (relay.state) {
      case "connected":
        return found("relay", "ok", "relay-connected", { minutes: this.#minutesSince(relay.since) });
      case "connecting":
        return found("relay", "attention", "relay-connecting", { minutes: this.#minutesSince(relay.since) });
      case "offline":
        return found("relay", "broken", "relay-offline", { minutes: this.#minutesSince(relay.since) }, relay.reason);
      case "direct":
        return found("relay", "attention", "relay-none");
      case "unpaired":
        return found("relay", "broken", "relay-unpaired");
    }
  }

  #hooks(): DiagnosedPart {
    const { state, store, clock } = this.#options;
    const { relay } = state.snapshot;
    if (relay.state === "unpaired" || relay.state === "direct") return found("hooks", "attention", "hooks-unpaired");
    const counts = store.hookCounts(clock.now() - HOOKS_WITHIN_MS);
    const seen = callEventKinds.filter((kind) => (counts[kind] ?? 0) > 0);
    const hooks = seen.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
    if (hooks === 0) return found("hooks", "attention", "hooks-none");
    // An employee may never dial; whoever is called is seen to ring, to be answered now and then, and to hang up.
    const needed = ["incoming", "ended"] as const;
    const isMissing = needed.some((kind) => !seen.includes(kind));
    const facts = { hooks, kinds: seen.length };
    return isMissing ? found("hooks", "broken", "hooks-some", facts) : found("hooks", "ok", "hooks-all", facts);
  }

  #api(): DiagnosedPart {
    const { state, clock } = this.#options;
    const { directory, relay } = state.snapshot;
    if (relay.state === "unpaired") return found("api", "attention", "api-unpaired");
    const { employees, asOf, problem } = directory;
    const facts = { employees, ...defined({ minutes: asOf === undefined ? undefined : this.#minutesSince(asOf) }) };
    if (problem !== undefined) return found("api", "broken", "api-problem", facts, problem.code);
    const isOld = asOf === undefined || clock.now() - asOf > OLD_MS;
    return isOld ? found("api", "attention", "api-old", facts) : found("api", "ok", "api-answers", facts);
  }

  #dialling(): DiagnosedPart {
    const { settings, relayDialling } = this.#options.state.snapshot;
    if (relayDialling && (settings.dialVia === "relay" || !settings.myFonePasswordStored)) {
      return found("dialling", "ok", "dialling-relay");
    }
    if (!settings.myFonePasswordStored) return found("dialling", "attention", "dialling-none");
    return settings.insecureMakeCall === undefined
      ? found("dialling", "ok", "dialling-make-call")
      : found("dialling", settings.insecureMakeCall.allowed ? "attention" : "broken", "dialling-insecure");
  }

  #notifications(): DiagnosedPart {
    const { state, notifications } = this.#options;
    const { notificationStyle } = state.snapshot.settings;
    if (notificationStyle === "none") return found("notifications", "attention", "notifications-off");
    switch (notifications.health()) {
      case "shown":
        return found("notifications", "ok", "notifications-shown");
      case "untried":
        return found("notifications", "ok", "notifications-untried");
      case "failed":
        return found("notifications", "broken", "notifications-failed");
      case "unsupported":
        return found("notifications", "broken", "notifications-unsupported");
    }
  }

  #hotkeys(): DiagnosedPart {
    const { items, selection } = this.#options.state.snapshot.hotkeys;
    const chosen = items.filter(({ state }) => state !== "off");
    const failed = chosen.filter(({ state }) => state === "failed").length;
    const facts = { hotkeys: chosen.length };
    if (failed > 0) return found("hotkeys", "broken", "hotkeys-taken", { ...facts, failed });
    if (chosen.length === 0) return found("hotkeys", "attention", "hotkeys-off");
    const dialsSelection = chosen.some(({ action }) => action === "dial-selection");
    if (dialsSelection && selection === "permission") {
      return found("hotkeys", "attention", "hotkeys-permission", facts);
    }
    if (dialsSelection && selection === "none") return found("hotkeys", "attention", "hotkeys-no-selection", facts);
    return found("hotkeys", "ok", "hotkeys-work", facts);
  }

  async #links(): Promise<DiagnosedPart> {
    const handlers = await Promise.all(shownSchemes.map((scheme) => this.#options.linkHandlers.handler(scheme)));
    const schemes = handlers.filter(({ own }) => own).length;
    if (schemes === 0) return found("links", "attention", "links-none");
    return schemes === handlers.length
      ? found("links", "ok", "links-all", { schemes })
      : found("links", "attention", "links-some", { schemes });
  }

  #autostart(): DiagnosedPart {
    return this.#options.state.snapshot.settings.autostart
      ? found("autostart", "ok", "autostart-on")
      : found("autostart", "attention", "autostart-off");
  }

  #keychain(): DiagnosedPart {
    const { accessProtection, keepAccess } = this.#options.state.snapshot.settings;
    if (accessProtection === "keychain") return found("keychain", "ok", "keychain-encrypts");
    if (accessProtection === "none") return found("keychain", "broken", "keychain-none");
    return keepAccess === "plain"
      ? found("keychain", "attention", "keychain-plain")
      : found("keychain", "attention", "keychain-memory");
  }

  #databases(): DiagnosedPart {
    const { state, databases } = this.#options;
    const { bytes, sound } = databases.check();
    const facts = { megabytes: Math.ceil(bytes / MEGABYTE) };
    if (!sound) return found("databases", "broken", "databases-damaged", facts);
    return state.snapshot.notices.some(({ kind }) => kind === "database-recovered")
      ? found("databases", "attention", "databases-recovered", facts)
      : found("databases", "ok", "databases-sound", facts);
  }

  #contacts(): DiagnosedPart {
    const sources = this.#options.state.snapshot.sources.filter(({ kind }) => kind !== "own" && kind !== "colleagues");
    const failed = sources.filter(({ result }) => result?.state === "failed").length;
    if (sources.length === 0) return found("contacts", "attention", "contacts-own");
    const facts = { sources: sources.length, failed };
    return failed === 0
      ? found("contacts", "ok", "contacts-fresh", facts)
      : found("contacts", "attention", "contacts-problem", facts);
  }

  #policy(): DiagnosedPart {
    const { state, policyProblems: problems } = this.#options;
    const settings = state.snapshot.settings.locked.length;
    if (problems > 0) return found("policy", "attention", "policy-problem", { settings, problems });
    return settings === 0
      ? found("policy", "ok", "policy-none")
      : found("policy", "ok", "policy-in-force", { settings });
  }

  #minutesSince(at: number): number {
    return Math.max(0, Math.round((this.#options.clock.now() - at) / MINUTE_MS));
  }
}

/** Codes come from the PBX's and the relay's answers by way of lists; what is in no list is not told. */
const codes: ReadonlySet<string> = new Set([...errorCodes, ...offlineReasons]);

function found(
  part: Part,
  state: PartState,
  finding: Finding,
  facts: Partial<Record<FactName, number>> = {},
  code?: string,
): DiagnosedPart {
  return { part, state, finding, facts, ...(code === undefined || !codes.has(code) ? {} : { code }) };
}
