import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { defined } from "../../shared/defined.ts";
import type { FlexfoneClient } from "../../shared/flexfone/client.ts";
import type { CallFlow, FlexfoneError } from "../../shared/flexfone/types.ts";
import { callFlowReasons } from "../../shared/relay-protocol/call-flow-reasons.ts";
import type { CallFlowsView, ComingSwitch, PastSwitch } from "../../shared/relay-protocol/call-flows.ts";
import { OneAtATime } from "../auth/one-at-a-time.ts";
import type { AccountConfig } from "../config/config.ts";
import type { FanOut } from "../fan-out/fan-out.ts";
import type { CallFlowHistory, SwitchRecord } from "../storage/call-flow-history.ts";
import type { Schedules } from "../storage/schedules.ts";
import { CallFlowList, type KnownList } from "./call-flow-list.ts";
import { COMING_SWITCH, type Coming, comingJob, readComing } from "./coming-switch.ts";
import { maySwitch } from "./may-switch.ts";
import { whyNotSwitched } from "./why-not-switched.ts";

/** This many switches are told of. */
const MOST_TOLD = 50;
/** Switches of one account that wait for each other; each takes as long as the PBX takes. */
const MOST_WAITING = 20;
const FURTHEST_MS = 30 * 24 * 3_600_000;

export interface CallFlowsOptions {
  accounts: ReadonlyMap<string, AccountConfig>;
  clients: ReadonlyMap<string, FlexfoneClient>;
  history: CallFlowHistory;
  schedules: Schedules;
  fanOut: FanOut;
  /** The name of an employee, as far as it is known. */
  employeeName(account: string, employee: string): string | undefined;
  logger: Logger;
  /** Unix milliseconds. */
  now(): number;
  onSwitched(how: SwitchRecord["how"], outcome: SwitchRecord["outcome"]): void;
}

/** Who wants something of the call flows. */
export interface Switcher {
  account: string;
  employee: string;
}

export type CallFlowProblem =
  | { kind: "pbx"; error: FlexfoneError }
  | { kind: "not-allowed" | "not-found" | "bad-request" | "changed-since" | "too-many"; message: string };

export type Switched = { ok: true } | { ok: false; problem: CallFlowProblem };

/** What one switch is, and what it came to. */
interface Switching {
  account: string;
  localNumber: string;
  active: boolean;
  employee: string | undefined;
  how: "hand" | "timed" | "undo";
}

interface Outcome {
  outcome: SwitchRecord["outcome"];
  error: FlexfoneError | undefined;
}

/**
 * The accounts' variable call flows (guide: "Se Variabel kaldsflowliste"): one poll serves all employees of an account, and
 * whatever is switched is written down. A switch is asked of the PBX once; what became of it is what the PBX says afterwards.
 */
export class CallFlows {
  readonly #options: CallFlowsOptions;
  /** Knows its own announcements. */
  readonly #node = randomUUID();
  readonly #lists = new Map<string, CallFlowList>();
  readonly #queues = new Map<string, OneAtATime>();

  constructor(options: CallFlowsOptions) {
    this.#options = options;
    options.fanOut.listen((announcement) => {
      if (announcement.type !== "call-flows" || announcement.node === this.#node) return;
      this.#lists.get(announcement.account)?.forget();
    });
  }

  /** An account's call flows, a few seconds old at most where the PBX answers. */
  async list(account: string): Promise<KnownList | FlexfoneError> {
    const list = this.#list(account);
    return list === undefined ? noAccount : await list.get();
  }

  /** All that an employee sees of the call flows. */
  async view({ account, employee }: Switcher): Promise<CallFlowsView | FlexfoneError> {
    const { accounts, history, schedules } = this.#options;
    const rules = accounts.get(account)?.callFlows;
    const list = await this.list(account);
    if (rules === undefined) return noAccount;
    if (!("flows" in list)) return list;
    const [jobs, past] = await Promise.all([
      schedules.list(account, COMING_SWITCH),
      history.newest(account, MOST_TOLD),
    ]);
    return {
      flows: list.flows.map((flow) => ({ ...flow, maySwitch: maySwitch(rules, employee, flow.localNumber) })),
      asOf: list.at,
      coming: jobs
        .map((job) => this.#shownComing(account, job.id, readComing(job), job.at))
        .sort((a, b) => a.at - b.at),
      history: past.map((record) => this.#shownPast(record)),
      ...(list.error === undefined ? {} : { problem: { code: `pbx-${list.error.kind}`, message: list.error.message } }),
    };
  }

  /** @param until when it goes back, Unix milliseconds */
  async switch(who: Switcher, localNumber: string, active: boolean, until?: number): Promise<Switched> {
    const { account, employee } = who;
    const now = this.#options.now();
    if (until !== undefined && (until <= now || until > now + FURTHEST_MS)) {
      return no("bad-request", "until is a time ahead, by 30 days at most.");
    }
    return await this.#inTurn(account, async () => {
      const refused = await this.#check(who, localNumber);
      if (refused !== undefined) return refused;
      const result = await this.#carryOut({ account, localNumber, active, employee, how: "hand" });
      if (result.outcome !== "done") return { ok: false, problem: problemOf(result) };
      await this.#replaceComing(
        account,
        localNumber,
        until === undefined ? undefined : { localNumber, active: !active, due: until, employee },
      );
      return { ok: true };
    });
  }

  /** A coming switch is not to come. */
  async cancel(who: Switcher, id: string): Promise<Switched> {
    const { schedules } = this.#options;
    return await this.#inTurn(who.account, async () => {
      const job = (await schedules.list(who.account, COMING_SWITCH)).find((one) => one.id === id);
      if (job === undefined) return no("not-found", "There is no such coming switch any more.");
      if (!this.#may(who, readComing(job).localNumber)) return notHis;
      await schedules.remove(who.account, id);
      this.changed(who.account);
      return { ok: true };
    });
  }

  /** Back to what it was before a switch, where the call flow is as that switch left it. */
  async undo(who: Switcher, id: string): Promise<Switched> {
    const { account, employee } = who;
    return await this.#inTurn(account, async () => {
      const past = await this.#options.history.newest(account, MOST_TOLD);
      const record = past.find((one) => one.id === id);
      if (record === undefined) return no("not-found", "There is no such switch any more.");
      const { localNumber, active } = record;
      const refused = await this.#check(who, localNumber);
      if (refused !== undefined) return refused;
      const last = past.find((one) => one.localNumber === localNumber && one.outcome === "done");
      const list = await this.#list(account)?.read();
      const flow = flowsOf(list).find((one) => one.localNumber === localNumber);
      if (last?.id !== id || flow?.active !== active) return no("changed-since", "It was switched again since.");
      const result = await this.#carryOut({ account, localNumber, active: !active, employee, how: "undo" });
      if (result.outcome !== "done") return { ok: false, problem: problemOf(result) };
      await this.#replaceComing(account, localNumber, undefined);
      return { ok: true };
    });
  }

  /**
   * Makes a switch that is due. It may have been made before, by this relay before it stopped or by somebody else: then
   * there is nothing to do.
   *
   * @param isRepeated it was tried before, and nobody knows what became of that
   * @returns `over` where it has been dealt with, or was cancelled; else why it is to be tried again
   */
  async carryOutDue(account: string, id: string, coming: Coming, isRepeated: boolean): Promise<"over" | FlexfoneError> {
    const { localNumber, active, employee } = coming;
    const who = { account, localNumber, active, employee, how: "timed" } as const;
    const rules = this.#options.accounts.get(account)?.callFlows;
    if (rules !== undefined && employee !== undefined && !maySwitch(rules, employee, localNumber)) {
      await this.giveUp(account, coming, callFlowReasons["may-not"]);
      return "over";
    }
    const carryOut = async (): Promise<"over" | FlexfoneError> => {
      // Somebody may have switched by hand while this waited for its turn.
      const jobs = await this.#options.schedules.list(account, COMING_SWITCH);
      if (!jobs.some((job) => job.id === id)) return "over";
      const list = (await this.#list(account)?.read()) ?? noAccount;
      if (!("flows" in list)) return list;
      if (list.error !== undefined) return list.error;
      const flow = list.flows.find((one) => one.localNumber === localNumber);
      if (flow === undefined) await this.giveUp(account, coming, callFlowReasons["no-such-call-flow"]);
      else if (flow.active !== active) {
        const { outcome, error } = await this.#carryOut(who, "done");
        return outcome === "done" ? "over" : (error ?? unclear);
      } else if (isRepeated) await this.#record({ ...who, outcome: "done", message: undefined });
      return "over";
    };
    return (await this.#queue(account).run(carryOut)) ?? busy;
  }

  /** A switch that was due is not made. */
  async giveUp(account: string, { localNumber, active, employee }: Coming, message: string): Promise<void> {
    await this.#record({ account, localNumber, active, employee, how: "timed", outcome: "refused", message });
    this.changed(account);
  }

  /** Tells everybody of the account that something is not as it was. */
  changed(account: string): void {
    this.#options.fanOut.announce({ type: "call-flows", account, node: this.#node });
  }

  /** Where something is in the way, what. */
  async #check(who: Switcher, localNumber: string): Promise<Switched | undefined> {
    if (!this.#may(who, localNumber)) return notHis;
    const list = await this.list(who.account);
    if (!("flows" in list)) return { ok: false, problem: { kind: "pbx", error: list } };
    const isKnown = list.flows.some((flow) => flow.localNumber === localNumber);
    return isKnown ? undefined : no("not-found", "There is no such call flow.");
  }

  #may({ account, employee }: Switcher, localNumber: string): boolean {
    const rules = this.#options.accounts.get(account)?.callFlows;
    return rules !== undefined && maySwitch(rules, employee, localNumber);
  }

  /** Asks the PBX once, and then how it is. @param recorded only this outcome is written down; any where it is left out */
  async #carryOut(switching: Switching, recorded?: SwitchRecord["outcome"]): Promise<Outcome> {
    const { account, localNumber, active, employee, how } = switching;
    const { clients, logger, onSwitched } = this.#options;
    const client = clients.get(account);
    const list = this.#list(account);
    if (client === undefined || list === undefined) return { outcome: "refused", error: noAccount };
    const result = await list.whileSwitching(localNumber, async () => {
      const answer = await client.setCallFlowState(localNumber, active);
      return judge(answer.ok ? undefined : answer.error, await list.read(), localNumber, active);
    });
    const { outcome, error } = result;
    if (outcome === "unclear") list.forget();
    logger.info({ account, employee, localNumber, active, how, outcome }, "call flow switched");
    onSwitched(how, outcome);
    if (recorded === undefined || recorded === outcome) {
      await this.#record({ ...switching, outcome, message: error && whyNotSwitched(error) });
      this.changed(account);
    }
    return result;
  }

  async #replaceComing(account: string, localNumber: string, coming: Coming | undefined): Promise<void> {
    const { schedules } = this.#options;
    for (const job of await schedules.list(account, COMING_SWITCH)) {
      if (readComing(job).localNumber === localNumber) await schedules.remove(account, job.id);
    }
    if (coming !== undefined) await schedules.put(comingJob(account, randomUUID(), coming, coming.due));
    this.changed(account);
  }

  async #record(record: Omit<SwitchRecord, "id" | "at">): Promise<void> {
    await this.#options.history.add({ ...record, id: randomUUID(), at: this.#options.now() });
  }

  async #inTurn(account: string, work: () => Promise<Switched>): Promise<Switched> {
    const done = this.#queue(account).run(work);
    return done === undefined ? no("too-many", "Other switches are under way. Try again.") : await done;
  }

  /** One after the other, or two switches of one call flow would read back each other's. */
  #queue(account: string): OneAtATime {
    const queue = this.#queues.get(account) ?? new OneAtATime(MOST_WAITING);
    this.#queues.set(account, queue);
    return queue;
  }

  #list(account: string): CallFlowList | undefined {
    const known = this.#lists.get(account);
    const client = this.#options.clients.get(account);
    if (known !== undefined || client === undefined) return known;
    const list = new CallFlowList({
      client,
      now: this.#options.now,
      onElsewhere: (flow) => this.#switchedElsewhere(account, flow),
    });
    this.#lists.set(account, list);
    return list;
  }

  #switchedElsewhere(account: string, { localNumber, active }: CallFlow): void {
    const { logger, onSwitched } = this.#options;
    onSwitched("elsewhere", "done");
    this.#record({
      account,
      localNumber,
      active,
      employee: undefined,
      how: "elsewhere",
      outcome: "done",
      message: undefined,
    })
      .then(() => this.changed(account))
      .catch((error: unknown) => logger.error({ account, problem: String(error) }, "a switch was not written down"));
  }

  #who(account: string, employee: string | undefined) {
    if (employee === undefined) return {};
    return { by: { localNumber: employee, ...defined({ name: this.#options.employeeName(account, employee) }) } };
  }

  #shownComing(account: string, id: string, coming: Coming, at: number): ComingSwitch {
    const { localNumber, active, due, employee, trouble } = coming;
    return {
      id,
      localNumber,
      active,
      at: due,
      ...this.#who(account, employee),
      ...(trouble === undefined ? {} : { trouble: { ...trouble, nextTryAt: at } }),
    };
  }

  #shownPast({ account, employee, message, ...record }: SwitchRecord): PastSwitch {
    return { ...record, ...this.#who(account, employee), ...defined({ message }) };
  }
}

/** Where it says this, the PBX has not done it. */
const clearRefusals: ReadonlySet<FlexfoneError["kind"]> = new Set([
  "refused",
  "credentials",
  "not-allowed",
  "too-many",
  "insecure",
]);
const noAccount: FlexfoneError = { kind: "refused", message: "There is no such account." };
const unclear: FlexfoneError = { kind: "timeout", message: callFlowReasons["not-known"] };
const busy: FlexfoneError = { kind: "timeout", message: callFlowReasons.busy };
const notHis = no("not-allowed", "This call flow is not among those that you may switch.");

function no(kind: Exclude<CallFlowProblem["kind"], "pbx">, message: string): { ok: false; problem: CallFlowProblem } {
  return { ok: false, problem: { kind, message } };
}

function problemOf({ error }: Outcome): CallFlowProblem {
  return { kind: "pbx", error: error ?? unclear };
}

function flowsOf(list: KnownList | FlexfoneError | undefined): readonly CallFlow[] {
  return list !== undefined && "flows" in list && list.error === undefined ? list.flows : [];
}

/** What the PBX says afterwards decides; only where it says nothing, or was asked for nothing, its answer does. */
function judge(
  error: FlexfoneError | undefined,
  list: KnownList | FlexfoneError,
  localNumber: string,
  active: boolean,
): Outcome {
  const flow = flowsOf(list).find((one) => one.localNumber === localNumber);
  if (flow !== undefined) {
    if (flow.active === active) return { outcome: "done", error: undefined };
    const said = error ?? { kind: "refused", message: callFlowReasons["not-switched"] };
    return { outcome: "refused", error: said };
  }
  if (error === undefined) return { outcome: "done", error };
  return { outcome: clearRefusals.has(error.kind) ? "refused" : "unclear", error };
}
