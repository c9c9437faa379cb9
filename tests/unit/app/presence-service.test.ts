import { describe, expect, it } from "vitest";
import { PresenceService } from "../../../electron/main/services/presence-service.ts";
import type { Presence, RelayMessage } from "../../../shared/relay-protocol/stream.ts";
import { setUpBoard } from "./board.ts";

const welcome = (presence: boolean): RelayMessage => ({
  type: "welcome",
  protocol: 1,
  account: { id: "1", name: "Nordlys" },
  employee: "202",
  recovered: true,
  replaying: 0,
  cursor: "e:1",
  now: 0,
  presence,
});
const told = (complete: boolean, ...colleagues: Presence[]): RelayMessage => ({
  type: "presence",
  complete,
  colleagues,
});

function setUp() {
  const { state, lookup } = setUpBoard();
  const asked: boolean[] = [];
  const service = new PresenceService({ state, lookup, watch: (on) => asked.push(on), own: () => "202" });
  return { service, asked, shown: () => state.snapshot.colleagues.map(({ name, state: what }) => `${name} ${what}`) };
}

describe("colleagues' presence", () => {
  it("is asked for while the window is looked at, where the relay has it", () => {
    const { service, asked } = setUp();
    service.lookedAt(true);
    service.receive(welcome(false));
    expect(asked).toEqual([]);
    service.receive(welcome(true));
    service.lookedAt(true);
    service.lookedAt(false);
    service.lookedAt(true);
    expect(asked).toEqual([true, false, true]);
  });

  it("shows those who are rung or talk, without oneself, and forgets them with the connection", () => {
    const { service, shown } = setUp();
    service.lookedAt(true);
    service.receive(welcome(true));
    const own: Presence = { localNumber: "202", state: "talking" };
    service.receive(told(true, { localNumber: "204", state: "talking", since: 1 }, own));
    service.receive(told(false, { localNumber: "203", state: "ringing" }));
    expect(shown()).toEqual(["203 ringing", "204 talking"]);
    service.receive(told(false, { localNumber: "204", state: "idle", since: 2 }));
    expect(shown()).toEqual(["203 ringing"]);
    service.offline();
    expect(shown()).toEqual([]);
    service.receive(welcome(true));
    service.receive(told(true, { localNumber: "204", state: "talking" }));
    service.lookedAt(false);
    expect(shown()).toEqual([]);
  });
});
