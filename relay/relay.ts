import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import type { Logger } from "pino";
import { accountAuthorization, createFlexfoneClient, type FlexfoneClient } from "../shared/flexfone/client.ts";
import type { HttpFetch } from "../shared/flexfone/http.ts";
import { formatPairLink } from "../shared/links.ts";
import { relayPaths } from "../shared/relay-protocol/http.ts";
import { Pairing } from "./auth/pairing.ts";
import type { AccountConfig, RelayConfig } from "./config/config.ts";
import { Directory } from "./directory.ts";
import { answerError, answerText } from "./http/answer.ts";
import { FlexfoneEndpoint } from "./http/flexfone-endpoint.ts";
import { HookEndpoint } from "./http/hook-endpoint.ts";
import { OpenRequests } from "./http/open-requests.ts";
import { PairingEndpoint } from "./http/pairing-endpoint.ts";
import { createLogger } from "./logger.ts";
import type { Device } from "./storage/device-store.ts";
import { openDatabase } from "./storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "./storage/sqlite/sqlite-device-store.ts";
import { SqliteEventLog } from "./storage/sqlite/sqlite-event-log.ts";
import { StreamHub } from "./stream/stream-hub.ts";
import { StreamWebSocketServer } from "./stream/websocket-server.ts";

export interface RelayOptions {
  config: RelayConfig;
  logger?: Logger;
  /** Unix milliseconds. */
  now?: () => number;
  fetch?: HttpFetch;
  /** Milliseconds. */
  heartbeatMs?: number;
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

/** A running relay. */
export class Relay {
  readonly url: string;
  readonly #options: RelayOptions;
  readonly #parts: RelayParts;
  readonly #timers: NodeJS.Timeout[];
  #closing: Promise<void> | undefined;

  constructor(url: string, options: RelayOptions, parts: RelayParts, timers: NodeJS.Timeout[]) {
    this.url = url;
    this.#options = options;
    this.#parts = parts;
    this.#timers = timers;
  }

  /** @throws Error where there is no such account */
  invite(
    account: string,
    employee: string,
    hours = INVITATION_HOURS,
  ): { link: string; code: string; expiresAt: number } {
    if (!this.#options.config.accounts.some((candidate) => candidate.id === account)) {
      throw new Error(`There is no account ${account} in the configuration.`);
    }
    const invitation = this.#parts.pairing.invite(account, employee, hours * HOUR_MS);
    return { ...invitation, link: formatPairLink(this.#options.config.publicUrl ?? this.url, invitation.code) };
  }

  devices(account?: string): Device[] {
    return this.#parts.deviceStore.devices(account);
  }

  /** The device's connection is closed at once. False where there is no such device. */
  revoke(deviceId: string): boolean {
    const revoked = this.#parts.pairing.revoke(deviceId);
    if (revoked) this.#parts.streams.revoke([deviceId]);
    return revoked;
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
    const { http, requests, streams, log, database } = this.#parts;
    for (const timer of this.#timers) clearInterval(timer);
    const closed = once(http, "close");
    http.close();
    http.closeIdleConnections();
    await requests.finish(FINISH_WITHIN_MS);
    await streams.close();
    http.closeAllConnections();
    await closed;
    await log.close();
    database.close();
  }
}

interface RelayParts {
  http: Server;
  requests: OpenRequests;
  streams: StreamWebSocketServer;
  log: SqliteEventLog;
  deviceStore: SqliteDeviceStore;
  pairing: Pairing;
  database: ReturnType<typeof openDatabase>;
}

/**
 * Starts a relay; the only place that constructs its parts.
 *
 * @throws StorageError, or Node's error where the port is taken
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { config, now = Date.now, fetch = globalThis.fetch, heartbeatMs } = options;
  const logger = options.logger ?? createLogger(config.logLevel);
  const accounts = new Map(config.accounts.map((account) => [account.id, account]));
  const accountName = (id: string) => accounts.get(id)?.name;

  const database = openDatabase(databaseFile(config));
  const deviceStore = new SqliteDeviceStore(database);
  const pairing = new Pairing(deviceStore, now);
  const clients = new Map(config.accounts.map((account) => [account.id, clientFor(account, fetch)]));
  const directory = new Directory(clients, now);
  const log = new SqliteEventLog(database, (account, employee) => directory.knownName(account, employee));
  const hub = new StreamHub(log);

  const hooks = new HookEndpoint({ accounts, log, hub, logger, now });
  const flexfone = new FlexfoneEndpoint({ pairing, clients, directory, logger });
  const pairings = new PairingEndpoint({
    pairing,
    directory,
    accountName,
    onRevoked: (deviceId) => streams.revoke([deviceId]),
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url: target = "/" } = request;
    const url = URL.parse(target.startsWith("/") ? `http://relay.invalid${target}` : target);
    if (url === null) answerError(response, 400, "bad-request", "The address cannot be read.");
    else if (url.pathname.startsWith("/hooks/")) await hooks.handle(request, response, url);
    else if (url.pathname.startsWith(relayPaths.flexfone)) await flexfone.handle(request, response, url);
    else if (await pairings.handle(request, response, url.pathname)) return;
    else if (url.pathname === "/healthz" && request.method === "GET") answerText(response, 200, "OK");
    else answerError(response, 404, "not-found", "Not found");
  };
  const requests = new OpenRequests();
  const http = createServer(
    { maxHeaderSize: 32 * 1024, requestTimeout: 15_000, headersTimeout: 10_000 },
    (request, response) => {
      requests.add(response);
      handle(request, response).catch((error: unknown) => {
        logger.error({ problem: error instanceof Error ? error.message : String(error) }, "a request failed");
        if (!response.headersSent) answerError(response, 500, "storage", "The relay could not do this. Try again.");
        else response.destroy();
      });
    },
  );
  const streams = new StreamWebSocketServer(http, {
    pairing,
    log,
    hub,
    accountName,
    now,
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
  });

  try {
    http.listen(config.listen.port, config.listen.host);
    await once(http, "listening");
  } catch (error) {
    // What has been opened would keep the process alive.
    await streams.close();
    await log.close();
    database.close();
    throw error;
  }
  const timers = [
    watchRevocations(deviceStore, streams, now),
    setInterval(() => void trim(log, config, logger, now), HOUR_MS),
  ];
  for (const timer of timers) timer.unref();
  void trim(log, config, logger, now);
  for (const account of accounts.keys()) void directory.refresh(account);
  const url = urlOf(http, config.listen.host);
  logger.info({ url, accounts: accounts.size }, "relay listening");
  return new Relay(url, options, { http, requests, streams, log, deviceStore, pairing, database }, timers);
}

/** Where a configuration's database is. */
export function databaseFile(config: RelayConfig): string {
  return join(config.dataDir, "relay.db");
}

function clientFor(account: AccountConfig, fetch: HttpFetch): FlexfoneClient {
  const { baseUrl, account: id, hash = "" } = account.flexfone;
  return createFlexfoneClient({ baseUrl, authorize: accountAuthorization(id, hash), fetch });
}

function watchRevocations(store: SqliteDeviceStore, streams: StreamWebSocketServer, now: () => number): NodeJS.Timeout {
  return setInterval(() => {
    // What was found before is found again, which does no harm: its streams have ended.
    const revoked = store.revokedSince(now() - REVOCATION_OVERLAP_MS);
    if (revoked.length > 0) streams.revoke(revoked);
  }, REVOCATION_POLL_MS);
}

async function trim(log: SqliteEventLog, config: RelayConfig, logger: Logger, now: () => number): Promise<void> {
  try {
    await log.trim(now() - config.retentionDays * 24 * HOUR_MS);
  } catch (error) {
    logger.error({ problem: error instanceof Error ? error.message : String(error) }, "old events were not deleted");
  }
}

function urlOf(http: Server, host: string): string {
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
