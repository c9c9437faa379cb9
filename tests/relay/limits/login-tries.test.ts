import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LoginTries, type LoginTry } from "../../../relay/limits/login-tries.ts";

const rates = {
  user: { every: 300_000, burst: 5 },
  account: { every: 10_000, burst: 100 },
  address: { every: 20_000, burst: 30 },
};

/** What is left for each key, by counting: the plainest way to say it. */
class Counted {
  readonly #left = new Map<string, { tokens: number; at: number }>();

  has(kind: keyof typeof rates, key: string, now: number): boolean {
    return this.#tokens(kind, key, now) >= 1 - 1e-6;
  }

  change(kind: keyof typeof rates, key: string, by: number, now: number): void {
    const tokens = Math.min(rates[kind].burst, this.#tokens(kind, key, now) + by);
    this.#left.set(`${kind} ${key}`, { tokens, at: now });
  }

  #tokens(kind: keyof typeof rates, key: string, now: number): number {
    const { every, burst } = rates[kind];
    const known = this.#left.get(`${kind} ${key}`);
    return known === undefined ? burst : Math.min(burst, known.tokens + (now - known.at) / every);
  }
}

const aTry = fc.record({
  account: fc.constantFrom("1", "2", "3"),
  username: fc.constantFrom("anna", "mette", " METTE ", "ole"),
  address: fc.constantFrom("192.0.2.1", "192.0.2.2", "198.51.100.1"),
  right: fc.boolean(),
  after: fc.constantFrom(0, 0, 0, 0, 1_000, 10_000, 300_000),
});

describe("tries to log in", () => {
  it("are refused only for what was tried by the same user of the account, for the same account, or from the same address", () => {
    fc.assert(
      fc.property(fc.array(aTry, { maxLength: 300 }), (tries) => {
        const logins = new LoginTries();
        const model = new Counted();
        let now = 1_000_000;
        for (const { right, after, ...one } of tries) {
          now += after;
          const keys = keysOf(one);
          const may = keys.every(([kind, key]) => model.has(kind, key, now));
          expect(logins.take(one, now) === 0).toBe(may);
          if (!may) continue;
          for (const [kind, key] of keys) model.change(kind, key, -1, now);
          if (!right) continue;
          logins.wasRight(one, now);
          for (const [kind, key] of keys) if (kind !== "user") model.change(kind, key, 1, now);
        }
      }),
    );
  });

  it("of one account never delay another's, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(aTry, { maxLength: 300 }), (tries) => {
        const logins = new LoginTries();
        for (const one of tries) logins.take({ ...one, account: "1" }, 0);
        expect(logins.take({ account: "2", username: "mette", address: "203.0.113.9" }, 0)).toBe(0);
      }),
    );
  });

  it("that are refused take nothing from others: an address that is held back locks nobody out", () => {
    const logins = new LoginTries();
    for (let n = 0; n < 1_000; n += 1) logins.take({ account: "1", username: `name ${n}`, address: "192.0.2.1" }, 0);
    for (let n = 0; n < 1_000; n += 1) logins.take({ account: "1", username: "mette", address: "192.0.2.1" }, 0);
    expect(logins.take({ account: "1", username: "mette", address: "192.0.2.2" }, 0)).toBe(0);
  });

  it("are held back for an account as a whole, from however many addresses", () => {
    const logins = new LoginTries();
    const waits = Array.from({ length: 101 }, (_, n) =>
      logins.take({ account: "1", username: `name ${n}`, address: `192.0.2.${n}` }, 0),
    );
    expect(waits.filter((wait) => wait > 0)).toEqual([10_000]);
  });
});

function keysOf({ account, username, address }: LoginTry): [keyof typeof rates, string][] {
  return [
    ["user", `${account} ${username.trim().toLowerCase()}`],
    ["account", account],
    ["address", address],
  ];
}
