import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { RELAY_STREAM_PATH, type RelayMessage, relayMessageSchema } from "../../shared/relay-protocol/stream.ts";
import { HASH } from "../relay/relay-fixture.ts";
import { RelayUnderTest, SECRETS } from "./relay-under-test.ts";
import { nameOf, startSwitchboards } from "./two-switchboards.ts";
import { eventually } from "./whole-system.ts";

const A = "4711";
const B = "4712";
const EMPLOYEES = ["202", "203"];
/** Stands in B's hooks alone, so that whoever sees it has seen something of B. */
const B_CALLER = "88775544";
const RUNS = 25;
/** More than an account's hooks may be in a second, with what may come at once. */
const FLOOD = 100;

/** What somebody with everything of account A does; B's ids, employees and offsets are guessed right. */
type Action =
  | { do: "hook"; kind: string; callId: string; employee: string; extra: Record<string, string>; at: "own" | "b" }
  | { do: "flood" }
  | { do: "stream"; cursor: "none" | "own" | "b" | "ahead" | "wild"; says: readonly object[] }
  | { do: "api"; method: string; path: string; query: Record<string, string> }
  | { do: "pairing"; path: string; code: string };

const ids = fc.integer({ min: 0, max: RUNS }).map((n) => `call.${n}`);
const employee = fc.constantFrom(...EMPLOYEES);
const kind = fc.constantFrom("incoming", "answered", "ended", "outgoing");

const says = fc.oneof(
  fc.record({
    type: fc.constant("mark"),
    mark: fc.record({
      id: fc.uuid(),
      mark: fc.constantFrom("seen", "handled"),
      callIds: fc.array(ids, { minLength: 1, maxLength: 3 }),
    }),
  }),
  fc.record({
    type: fc.constant("dial"),
    dial: fc.record({
      id: fc.uuid(),
      callee: fc.constant("86515151"),
      device: fc.constant("2020"),
      at: fc.nat(),
      failed: fc.boolean(),
    }),
  }),
  fc.record({ type: fc.constant("watch-presence"), on: fc.boolean() }),
  fc.record({ type: fc.constant("hello"), protocol: fc.constant(1), account: fc.constant(B) }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("hook" as const),
      kind,
      callId: ids,
      employee,
      at: fc.constantFrom("own", "own", "b"),
      extra: fc.constantFrom<Record<string, string>>(
        {},
        { AccountId: B },
        { LinkedUniqueCallId: "call.1" },
        { TransferedUniqueCallId: "call.2", Transfer: "true" },
        { ANumber: "20304050" },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "flood" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("stream" as const),
      cursor: fc.constantFrom("none", "own", "b", "ahead", "wild"),
      says: fc.array(says, { maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("api" as const),
      method: fc.constantFrom("GET", "POST", "DELETE"),
      path: fc.constantFrom(
        "flexfone/employee",
        "flexfone/employee/202",
        "flexfone/callflow",
        "flexfone/callflow/setcallflowstate",
        "flexfone/Call",
        "call-flows",
        "call-flows/switch",
        "call-flows/undo",
        `flexfone/../../${B}/api/employee`,
        `flexfone/..%2F..%2F${B}%2Fapi%2Femployee`,
      ),
      query: fc.constantFrom<Record<string, string>>(
        {},
        { account: B, hash: HASH },
        { employee: "203", callee: "86515151", device: "2030" },
        { localnumber: "202", active: "true" },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("pairing" as const),
      path: fc.constantFrom("preview", "redeem"),
      code: fc.string({ minLength: 43, maxLength: 43, unit: fc.constantFrom("a", "B", "7", "_") }),
    }),
  },
);

/** A client of the stream that keeps every message as it came. */
class Listener {
  readonly texts: string[] = [];
  readonly socket: WebSocket;
  over = false;

  constructor(url: string, token: string, cursor?: string) {
    this.socket = new WebSocket(`${url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    this.socket.on("open", () =>
      this.say({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "x" }, cursor }),
    );
    this.socket.on("message", (data) => {
      this.texts.push(data.toString());
      if (this.messages.at(-1)?.type === "heartbeat") this.say({ type: "pong" });
    });
    this.socket.on("error", () => {});
    this.socket.on("close", () => {
      this.over = true;
    });
    onTestFinished(() => this.socket.terminate());
  }

  get messages(): RelayMessage[] {
    return this.texts.map((text) => relayMessageSchema.parse(JSON.parse(text)));
  }

  get cursor(): string | undefined {
    return this.messages.flatMap((message) => ("cursor" in message ? [message.cursor] : [])).at(-1);
  }

  /** What was told of calls and people; a first connection is also told that no calls are going on. */
  get told(): RelayMessage[] {
    return this.messages.filter(
      (message) =>
        message.type !== "welcome" &&
        message.type !== "heartbeat" &&
        !(message.type === "snapshot" && message.events.length === 0),
    );
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
}

it("whatever account A does, account B's clients, log and PBX see nothing of it, and B's hooks are taken as ever", async () => {
  const switchboards = await startSwitchboards(EMPLOYEES);
  const relay = await RelayUnderTest.start({
    config: {
      // As they are for everybody, but for the hooks: a flood of them is reached sooner.
      limits: { hooksPerSecond: 20 },
      accounts: [A, B].map((id) => ({
        id,
        name: `Account ${id}`,
        hookSecrets: [SECRETS[id]],
        dialling: { enabled: true, perMinute: 600 },
        flexfone: { baseUrl: switchboards.baseUrl(id), account: id, hash: HASH },
      })),
    },
  });
  const [tokenOfA, tokenOfB] = [await relay.pair("202", A), await relay.pair("202", B)];
  const ofB = new Listener(relay.url, tokenOfB);
  await eventually("B is welcomed", () => ofB.cursor !== undefined);
  const epoch = ofB.cursor?.split(":")[0] ?? "";
  /** Everything that A was ever told, by whatever way. */
  const heardByA: string[] = [];
  const expectedOfB: object[] = [];
  let run = 0;

  const fetchText = async (path: string, token?: string, init: RequestInit = {}) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch(`${relay.url}${path}`, { ...init, headers });
    return { status: response.status, text: await response.text() };
  };
  const hook = (account: string, secret: string | undefined, kindOf: string, parameters: Record<string, string>) =>
    fetchText(`/hooks/${account}/${secret}/${kindOf}?${new URLSearchParams(parameters)}`);

  const carryOut = async (one: Action): Promise<void> => {
    switch (one.do) {
      case "hook": {
        const { extra, callId, kind: kindOf } = one;
        const whom = kindOf === "ended" ? {} : { EmployeeLocalNumber: one.employee };
        const phone = kindOf === "incoming" ? { Calledphone: `${one.employee}0` } : {};
        const parameters = { UniqueCallId: callId, ...whom, ...phone, ...extra };
        const { status, text } = await hook(one.at === "own" ? A : B, SECRETS[A], kindOf, parameters);
        if (one.at === "b") expect([404, 429]).toContain(status);
        heardByA.push(text);
        return;
      }
      case "flood": {
        const answers = await Promise.all(
          Array.from({ length: FLOOD }, (_, n) =>
            hook(A, SECRETS[A], "incoming", {
              UniqueCallId: `call.${n % RUNS}`,
              EmployeeLocalNumber: "202",
              ANumber: `${n}`,
            }),
          ),
        );
        expect(answers.some(({ status }) => status === 429)).toBe(true);
        return;
      }
      case "stream": {
        const cursors = { none: undefined, own: `${epoch}:1`, b: ofB.cursor, ahead: `${epoch}:999999`, wild: "x:1" };
        const client = new Listener(relay.url, tokenOfA, cursors[one.cursor]);
        await eventually("A is welcomed", () => client.texts.length > 0 || client.over);
        for (const message of one.says) client.say(message);
        // The answer to a mark comes behind everything else that was said.
        const id = crypto.randomUUID();
        client.say({ type: "mark", mark: { id, mark: "seen", callIds: ["call.0"] } });
        await eventually("A is answered", () => client.over || client.texts.some((text) => text.includes(id)));
        client.socket.terminate();
        heardByA.push(...client.texts);
        return;
      }
      case "api": {
        const query = new URLSearchParams({ ...one.query, from: "account-a" });
        const flow = { localNumber: "6001", active: one.query.active === "true", id: "guessed", account: B };
        const body = one.method === "POST" ? { body: JSON.stringify(flow) } : {};
        heardByA.push((await fetchText(`/v1/${one.path}?${query}`, tokenOfA, { method: one.method, ...body })).text);
        return;
      }
      case "pairing": {
        const body = { code: one.code, token: "x".repeat(43), device: { name: "pc", platform: "linux" } };
        const { status } = await fetchText(`/v1/pairing/${one.path}`, undefined, {
          method: "POST",
          body: JSON.stringify(body),
        });
        expect([404, 429]).toContain(status);
      }
    }
  };

  /** B's call in this run, with the very call id and employee that A uses too. */
  const callOfB = async (): Promise<void> => {
    const callId = `call.${run}`;
    const whom = { EmployeeLocalNumber: "202", ANumber: B_CALLER };
    const statuses = [
      await hook(B, SECRETS[B], "incoming", { UniqueCallId: callId, ...whom, Calledphone: "2020" }),
      await hook(B, SECRETS[B], "answered", { UniqueCallId: callId, ...whom }),
      await hook(B, SECRETS[B], "ended", { UniqueCallId: callId, Duration: "7" }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200]);
    for (const kindOf of ["incoming", "answered", "ended"]) {
      expectedOfB.push({
        type: "event",
        replayed: false,
        cursor: `${epoch}:${expectedOfB.length + 1}`,
        event: {
          id: expect.any(String),
          at: expect.any(Number),
          receivedAt: expect.any(Number),
          kind: kindOf,
          callId,
          relatedCallIds: [],
          rungPhones: 1,
          ...(kindOf === "ended"
            ? { durationSeconds: 7 }
            : { employee: "202", employeeName: nameOf(B, "202"), aNumber: B_CALLER }),
          ...(kindOf === "incoming" ? { phone: "2020" } : {}),
        },
      });
    }
    await eventually("B is told", () => ofB.told.length >= expectedOfB.length);
  };

  await fetchText("/v1/flexfone/employee", tokenOfB);
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 10 }), async (actions) => {
      const doneByA = actions.reduce((before, one) => before.then(() => carryOut(one)), Promise.resolve());
      await Promise.all([doneByA, callOfB()]);
      expect(ofB.told).toEqual(expectedOfB);
      expect(ofB.over).toBe(false);
      const { status, text } = await fetchText("/v1/flexfone/employee", tokenOfB);
      expect([status, text.includes(nameOf(B, "203")), text.includes(`of ${A}`)]).toEqual([200, true, false]);
      run += 1;
    }),
    { numRuns: RUNS, endOnFailure: true, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );

  const again = new Listener(relay.url, tokenOfB, `${epoch}:0`);
  await eventually("B has its whole log again", () => again.told.length >= expectedOfB.length);
  expect(again.told).toEqual(ofB.told.map((message) => ({ ...message, replayed: true })));
  expect(heardByA.filter((text) => text.includes(B_CALLER) || text.includes(`of ${B}`))).toEqual([]);
  expect(heardByA.some((text) => text.includes(`of ${A}`))).toBe(true);
  for (const { target } of switchboards.asked.filter(({ account }) => account === B)) {
    expect(target.toLowerCase()).toMatch(new RegExp(`^/${B}/api/employee\\?.*account=${B}`));
    expect(target).not.toContain("account-a");
  }
});

it("what B is told does not give away how many calls A has", async () => {
  const relay = await RelayUnderTest.start();
  const ofB = new Listener(relay.url, await relay.pair("202", B));
  await eventually("B is welcomed", () => ofB.cursor !== undefined);
  const hook = async (account: string, callId: string) => {
    const parameters = new URLSearchParams({ UniqueCallId: callId, EmployeeLocalNumber: "202" });
    expect((await fetch(`${relay.url}/hooks/${account}/${SECRETS[account]}/incoming?${parameters}`)).status).toBe(200);
  };
  for (let n = 0; n < 4; n += 1) {
    for (let ofA = 0; ofA < n * n; ofA += 1) await hook(A, `a.${n}.${ofA}`);
    await hook(B, `b.${n}`);
  }
  await eventually("B is told", () => ofB.told.length === 4);
  // A number that counts B's own events tells B nothing; one that counts everybody's does.
  const counted = ofB.told.flatMap((message) =>
    message.type === "event" ? [Number(/\d+$/.exec(message.event.id)?.[0] ?? 0)] : [],
  );
  const steps = new Set(counted.slice(1).map((number, index) => number - (counted[index] ?? 0)));
  expect(steps.size, `ids end in ${counted.join(", ")}`).toBe(1);
});
