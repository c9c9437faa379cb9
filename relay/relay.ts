import { once } from "node:events";
import { join } from "node:path";
import type { DestinationStream, Logger } from "pino";
import { defined } from "../shared/defined.ts";
import { accountAuthorization, createFlexfoneClient, type FlexfoneClient } from "../shared/flexfone/client.ts";
import type { HttpFetch } from "../shared/flexfone/http.ts";
import { formatPairLink } from "../shared/links.ts";
import { DeviceUses } from "./auth/device-uses.ts";
import { ExtensionWatch } from "./auth/extension-watch.ts";
import { MyFoneLogin } from "./auth/my-fone-login.ts";
import { Pairing } from "./auth/pairing.ts";
import type { SlowHash } from "./auth/short-code.ts";
import { CallFlows } from "./call-flows/call-flows.ts";
import { TimedSwitches } from "./call-flows/timed-switches.ts";
import type { AccountConfig, RelayConfig } from "./config/config.ts";
import { configWarnings } from "./config/config-warnings.ts";
import { Directory } from "./directory.ts";
import type { FanOut } from "./fan-out/fan-out.ts";
import { LocalFanOut } from "./fan-out/local-fan-out.ts";
import { Housekeeping } from "./housekeeping.ts";
import { answerTooMany } from "./http/answer-too-many.ts";
import { CallFlowsEndpoint } from "./http/call-flows-endpoint.ts";
import { FlexfoneEndpoint } from "./http/flexfone-endpoint.ts";
import { HookEndpoint } from "./http/hook-endpoint.ts";
import { Listener } from "./http/listener.ts";
import { OpenRequests } from "./http/open-requests.ts";
import { PairingEndpoint } from "./http/pairing-endpoint.ts";
import { Router } from "./http/router.ts";
import { TransportSecurity } from "./http/transport-security.ts";
import { createLogger } from "./logger.ts";
import { CountingLimits } from "./metrics/counting-limits.ts";
import { Metrics } from "./metrics/metrics.ts";
import { addProcessFigures } from "./metrics/process-figures.ts";
import { addStorageFigures } from "./metrics/storage-figures.ts";
import { OperationsServer } from "./operations/operations-server.ts";
import { Readiness } from "./operations/readiness.ts";
import manifest from "./package.json" with { type: "json" };
import { Presence } from "./presence/presence.ts";
import { RequestIds } from "./request-ids.ts";
import { steadyClock } from "./steady-clock.ts";
import type { Device, DeviceStore } from "./storage/device-store.ts";
import { openDatabase } from "./storage/sqlite/open-database.ts";
import { acquireServeLock } from "./storage/sqlite/serve-lock.ts";
import { SqliteCallFlowHistory } from "./storage/sqlite/sqlite-call-flow-history.ts";
import { SqliteDeviceStore } from "./storage/sqlite/sqlite-device-store.ts";
import { SqliteEventLog } from "./storage/sqlite/sqlite-event-log.ts";
import { SqliteSchedules } from "./storage/sqlite/sqlite-schedules.ts";
import { Witness } from "./storage/sqlite/witness.ts";
import { StreamHub } from "./stream/stream-hub.ts";
import { StreamWebSocketServer } from "./stream/websocket-server.ts";

export interface RelayOptions {
  config: RelayConfig;
  logger?: Logger;
  /** Where the relay's own logger writes; standard output where it is left out. */
  logTo?: DestinationStream;
  /** Unix milliseconds. */
  now?: () => number;
  /** Milliseconds, of a clock that does not go back. */
  monotonicNow?: () => number;
  fetch?: HttpFetch;
  /** Of short codes; faster in tests. */
  slowHash?: SlowHash;
  /** Milliseconds. */
  heartbeatMs?: number;
  /** How often it is looked for switches of call flows that are due; milliseconds. */
  timedSwitchesEveryMs?: number;
}

/** How long an invitation can be used. */
const INVITATION_HOURS = 24;
const HOUR_MS = 3_600_000;
/** Another process may revoke a device; it is looked for this often. Milliseconds. */
const REVOCATION_POLL_MS = 500;
/** A revocation is dated before its commit, which may have to wait for another; so each look goes back this far. */
const REVOCATION_OVERLAP_MS = 60_000;
/** What is being answered when the relay stops has this long. Milliseconds. */
const FINISH_WITHIN_MS = 5_000;
/** A switch of a call flow that is being made when the relay stops; it is tried again afterwards. Milliseconds. */
const SWITCH_WITHIN_MS = 2_000;

/** A running relay. */
export class Relay {
  readonly url: string;
  readonly #options: RelayOptions;
  readonly #parts: RelayParts;
  #closing: Promise<void> | undefined;

  constructor(url: string, options: RelayOptions, parts: RelayParts) {
    this.url = url;
    this.#options = options;
    this.#parts = parts;
  }

  /** @throws Error where there is no such account */
  async invite(
    account: string,
    employee: string,
    hours = INVITATION_HOURS,
    form: "link" | "short" = "link",
  ): Promise<{ link: string; code: string; expiresAt: number }> {
    if (!this.#options.config.accounts.some((candidate) => candidate.id === account)) {
      throw new Error(`There is no account ${account} in the configuration.`);
    }
    const invitation = await this.#parts.pairing.invite(account, employee, hours * HOUR_MS, form);
    return { ...invitation, link: formatPairLink(this.#options.config.publicUrl ?? this.url, invitation.code) };
  }

  devices(account?: string): Promise<Device[]> {
    return this.#parts.deviceStore.devices(account);
  }

  /** The device's connection is closed at once. False where there is no such device. */
  async revoke(account: string, deviceId: string): Promise<boolean> {
    const revoked = await this.#parts.pairing.revoke(account, deviceId);
    if (revoked) this.#parts.fanOut.announce({ type: "shut-out", deviceIds: [deviceId], why: "revoked" });
    return revoked;
  }

  /** Where health and figures are; undefined where the configuration asks for none. */
  get operationsUrl(): string | undefined {
    return this.#parts.operations?.server.url;
  }

  /** Connected clients. */
  get connections(): number {
    return this.#parts.streams.connections;
  }

  /** Stops accepting, sends clients elsewhere and finishes what is being written. May be called again. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { listener, requests, streams, log, database, housekeeping, revocations, witness, releaseServeLock } =
      this.#parts;
    const { readiness, operations, directory, presence, uses, timedSwitches } = this.#parts;
    directory.stop();
    readiness.drain();
    clearInterval(revocations);
    const kept = housekeeping.stop();
    const switched = timedSwitches.stop(SWITCH_WITHIN_MS);
    const closed = once(listener.server, "close");
    listener.stop();
    await requests.finish(FINISH_WITHIN_MS);
    await uses.close();
    await streams.close();
    presence.close();
    listener.server.closeAllConnections();
    await closed;
    // A long deletion ends with the log, at its next slice.
    await log.close();
    await kept;
    await switched;
    await operations?.close();
    witness.stop();
    database.close();
    releaseServeLock();
  }
}

interface RelayParts {
  listener: Listener;
  requests: OpenRequests;
  streams: StreamWebSocketServer;
  log: SqliteEventLog;
  deviceStore: SqliteDeviceStore;
  pairing: Pairing;
  uses: DeviceUses;
  directory: Directory;
  fanOut: FanOut;
  presence: Presence;
  housekeeping: Housekeeping;
  timedSwitches: TimedSwitches;
  revocations: NodeJS.Timeout;
  witness: Witness;
  releaseServeLock(): void;
  database: ReturnType<typeof openDatabase>;
  readiness: Readiness;
  operations: Operations | undefined;
}

/** Health and figures, where the configuration asks for them. */
interface Operations {
  server: OperationsServer;
  close(): Promise<void>;
}

/**
 * Starts a relay; the only place that constructs its parts.
 *
 * @throws StorageError, or Node's error where the port is taken
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const {
    config,
    monotonicNow = () => performance.now(),
    now = steadyClock(Date.now, monotonicNow),
    fetch = globalThis.fetch,
    heartbeatMs,
    slowHash,
  } = options;
  const requestIds = new RequestIds();
  const logger = options.logger ?? createLogger(config.logLevel, options.logTo, () => requestIds.current);
  const accounts = new Map(config.accounts.map((account) => [account.id, account]));

  const requests = new OpenRequests();
  const metrics = new Metrics(manifest.version);
  const onRefused = metrics.refused.bind(metrics);
  const limits = new CountingLimits({ config, now: monotonicNow }, metrics);
  const listener = new Listener({ listen: config.listen, limits, logger, onRefused }, (request, response) => {
    requests.add(response);
    if (limits.admit(request, response)) void requestIds.during(() => router.handle(request, response));
    else answerTooMany(response, 1);
  });

  const releaseServeLock = acquireServeLock(config.dataDir);
  const database = openOrRelease(config, releaseServeLock);
  const witness = new Witness(config.dataDir, database, (problem) => logger.error({ problem }, "no witness written"));
  if (witness.judge()) logger.warn("the log is older than it was, or from elsewhere: clients are told so");
  const deviceStore = new SqliteDeviceStore(database);
  const pairing = new Pairing(deviceStore, now, {
    deviceExpiryDays: config.deviceExpiryDays,
    onUsed: (device) => uses.used(device),
    ...defined({ slowHash }),
  });
  const clients = new Map(config.accounts.map((account) => [account.id, clientFor(account, fetch)]));
  const log = new SqliteEventLog(database, (seconds, entries) => metrics.committed(seconds, entries));
  const hub = new StreamHub(log);
  const fanOut = new LocalFanOut();
  const hasPresence = (account: string) => accounts.get(account)?.presence === true;
  const presence = new Presence({
    log,
    now,
    isEnabled: hasPresence,
    onProblem: (problem) => logger.error({ problem }, "presence is not told"),
  });
  const extensions = new ExtensionWatch({ store: deviceStore, fanOut, logger, now });
  const directory = new Directory({
    clients,
    now,
    random: Math.random,
    onList: (account, employees) => {
      extensions.look(account, employees).catch((error: unknown) => {
        logger.error({ account, problem: String(error) }, "extensions could not be compared with devices");
      });
    },
  });

  const schedules = new SqliteSchedules(database);
  const callFlowHistory = new SqliteCallFlowHistory(database);
  const callFlows = new CallFlows({
    accounts,
    clients,
    history: callFlowHistory,
    schedules,
    fanOut,
    employeeName: (account, employee) => directory.knownName(account, employee),
    logger,
    now,
    onSwitched: (how, outcome) => metrics.switched(how, outcome),
  });

  const router = new Router({
    hooks: new HookEndpoint({
      accounts: config.accounts,
      log,
      limits,
      employeeName: (account, employee) => directory.knownName(account, employee),
      logger,
      now,
      onHook: (kind, result) => metrics.hook(kind, result),
    }),
    flexfone: new FlexfoneEndpoint({ pairing, accounts, clients, directory, callFlows, limits, logger }),
    callFlows: new CallFlowsEndpoint({ pairing, callFlows, limits, hasAccount: (id) => accounts.has(id) }),
    pairings: new PairingEndpoint({
      pairing,
      login: new MyFoneLogin({ accounts, clients, directory, pairing, logger }),
      directory,
      limits,
      transport: new TransportSecurity(config.trustProxy),
      accountName: (id) => accounts.get(id)?.name,
      onRevoked: (deviceId) => fanOut.announce({ type: "shut-out", deviceIds: [deviceId], why: "revoked" }),
    }),
    logger,
  });
  const streams = new StreamWebSocketServer(listener.server, {
    pairing,
    limits,
    fanOut,
    hasAccount: (id) => accounts.has(id),
    context: {
      log,
      hub,
      now,
      accountName: (id) => accounts.get(id)?.name ?? id,
      minimumAppVersion: config.minimumAppVersion,
      hasPresence,
      hasDialling: (account) => accounts.get(account)?.dialling.enabled === true,
      watchPresence: (account, listener) => presence.watch(account, listener),
      onProblem: (problem) => logger.error({ problem }, "a client could not be served"),
      onDelivered: (seconds) => metrics.delivered(seconds),
      onCut: (reason) => metrics.cut(reason),
    },
    ...defined({ heartbeatMs }),
  });

  const uses = new DeviceUses({
    store: deviceStore,
    now,
    connected: () => streams.devices(),
    onProblem: (problem) => logger.error({ problem }, "not stored"),
  });
  const readiness = new Readiness({ log, now: monotonicNow });
  const operations = operationsFor(config, { metrics, readiness, logger });
  metrics.watch({
    waiting: () => log.waiting,
    connections: () => streams.connections,
    queuedBytes: () => streams.queuedBytes,
    lags: () => Array.from(streams.sessions(), (session) => session.lag),
  });

  try {
    // What a relay wrote that died before it could sync is read back, but not on the disk yet: this sync takes it there,
    // before the next hook is found to be a repetition of it and answered 200.
    await log.check();
    await operations?.server.listen();
    await listener.listen();
  } catch (error) {
    // What has been opened would keep the process alive.
    await operations?.close();
    await streams.close();
    await uses.close();
    await log.close();
    witness.stop();
    database.close();
    releaseServeLock();
    throw error;
  }
  const housekeeping = new Housekeeping({ log, callFlowHistory, schedules, config, logger, now });
  const timedSwitches = new TimedSwitches({
    callFlows,
    schedules,
    logger,
    now,
    ...defined({ everyMs: options.timedSwitchesEveryMs }),
  });
  const revocations = watchShutOut(deviceStore, fanOut, now, (problem) =>
    logger.error({ problem }, "revoked devices could not be looked for"),
  );
  directory.start();
  const { url } = listener;
  const operationsUrl = operations?.server.url;
  logger.info({ url, accounts: accounts.size, ...defined({ operationsUrl }) }, "relay listening");
  for (const warning of configWarnings(config)) logger.warn(warning);
  return new Relay(url, options, {
    listener,
    requests,
    streams,
    fanOut,
    presence,
    log,
    deviceStore,
    pairing,
    uses,
    directory,
    database,
    housekeeping,
    timedSwitches,
    revocations,
    witness,
    releaseServeLock,
    readiness,
    operations,
  });
}

function operationsFor(
  config: RelayConfig,
  { metrics: { registry }, readiness, logger }: { metrics: Metrics; readiness: Readiness; logger: Logger },
): Operations | undefined {
  if (config.operations === undefined) return undefined;
  const stopWatching = addProcessFigures(registry);
  addStorageFigures(registry, databaseFile(config));
  const server = new OperationsServer({ listen: config.operations.listen, registry, readiness, logger });
  const close = async () => {
    stopWatching();
    await server.close();
  };
  return { server, close };
}

/** Where a configuration's database is. */
export function databaseFile(config: RelayConfig): string {
  return join(config.dataDir, "relay.db");
}

function openOrRelease(config: RelayConfig, releaseServeLock: () => void): ReturnType<typeof openDatabase> {
  try {
    return openDatabase(databaseFile(config));
  } catch (error) {
    releaseServeLock();
    throw error;
  }
}

function clientFor(account: AccountConfig, fetch: HttpFetch): FlexfoneClient {
  const { baseUrl, account: id, hash = "" } = account.flexfone;
  return createFlexfoneClient({ baseUrl, authorize: accountAuthorization(id, hash), fetch });
}

/** Another process may shut devices out. */
function watchShutOut(
  store: DeviceStore,
  fanOut: FanOut,
  now: () => number,
  onProblem: (problem: string) => void,
): NodeJS.Timeout {
  const look = async () => {
    // What was found before is found again, which does no harm: its streams have ended.
    const found = await store.shutOutSince(now() - REVOCATION_OVERLAP_MS);
    for (const why of ["revoked", "suspended"] as const) {
      const deviceIds = found.filter((one) => one.why === why).map(({ id }) => id);
      if (deviceIds.length > 0) fanOut.announce({ type: "shut-out", deviceIds, why });
    }
  };
  return setInterval(() => {
    look().catch((error: unknown) => onProblem(String(error)));
  }, REVOCATION_POLL_MS).unref();
}
