import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HeartbeatWheel } from "../../relay/stream/heartbeat-wheel.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const INTERVAL_MS = 25_000;

class Client {
  heartbeats = 0;
  answers = true;
  awaitingPong = false;

  heartbeat(): void {
    this.heartbeats += 1;
    this.awaitingPong = !this.answers;
  }
}

function newWheel() {
  const silent: Client[] = [];
  const wheel = new HeartbeatWheel<Client>(INTERVAL_MS, (client) => silent.push(client));
  return { wheel, silent };
}

it("each client is sent one heartbeat in 25 s, and never many at once", () => {
  const { wheel } = newWheel();
  const clients = Array.from({ length: 1_000 }, () => new Client());
  for (const client of clients) wheel.add(client);
  let most = 0;
  for (let turn = 0; turn < 100; turn += 1) {
    const before = clients.reduce((sum, { heartbeats }) => sum + heartbeats, 0);
    vi.advanceTimersByTime(INTERVAL_MS / 100);
    most = Math.max(most, clients.reduce((sum, { heartbeats }) => sum + heartbeats, 0) - before);
  }
  expect(clients.every(({ heartbeats }) => heartbeats === 1)).toBe(true);
  expect(most).toBe(10);
  wheel.stop();
});

it("a client that does not answer within 8 s is found, and one that does is not", () => {
  const { wheel, silent } = newWheel();
  const [dead, alive] = [new Client(), new Client()];
  dead.answers = false;
  for (const client of [dead, alive]) wheel.add(client);
  while (dead.heartbeats === 0) vi.advanceTimersByTime(250);
  vi.advanceTimersByTime(7_500);
  expect(silent).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(silent).toEqual([dead]);
  wheel.stop();
});

it("a client that is gone is sent nothing", () => {
  const { wheel } = newWheel();
  const client = new Client();
  wheel.add(client);
  wheel.remove(client);
  vi.advanceTimersByTime(2 * INTERVAL_MS);
  expect(client.heartbeats).toBe(0);
  wheel.stop();
});
