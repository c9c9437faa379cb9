import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newShortCode } from "../../../relay/auth/short-code.ts";
import { readInvitation } from "../../../shared/pairing/read-invitation.ts";
import { readShortCode, SHORT_CODE_ALPHABET, writeShortCode } from "../../../shared/pairing/short-code.ts";
import { ACCOUNT, redemption, startTestRelay } from "../relay-fixture.ts";

async function post(url: string, body: string) {
  const response = await fetch(url, { method: "POST", body });
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get("retry-after") };
}

describe("a short code", () => {
  it("is read however it is typed, and nothing else is", () => {
    const code = fc.string({ unit: fc.constantFrom(...SHORT_CODE_ALPHABET), minLength: 8, maxLength: 8 });
    const noise = fc.constantFrom("", " ", "-", " - ");
    fc.assert(
      fc.property(code, noise, fc.boolean(), (made, between, lower) => {
        const typed = [...made].join(between).replaceAll("0", "o").replaceAll("1", "l");
        expect(readShortCode(lower ? typed.toLowerCase() : typed)).toBe(made);
        expect(readShortCode(writeShortCode(made))).toBe(made);
      }),
    );
    for (const none of ["", "ABCD-EFG", "ABCD-EFGHJ", "ABCD-EFGU", "ABCD_EFGH", "ÆBCD-EFGH"]) {
      expect(readShortCode(none)).toBeUndefined();
    }
    expect(new Set(Array.from({ length: 100 }, newShortCode)).size).toBe(100);
  });

  it.each([
    ["abcd-efgh relay.example.dk", "https://relay.example.dk", "ABCDEFGH"],
    ["ABCD-EFGH at https://relay.example.dk", "https://relay.example.dk", "ABCDEFGH"],
    ["ABCD EFGH på relay.example.dk:8443/", "https://relay.example.dk:8443", "ABCDEFGH"],
    ["ABCD-EFGH http://127.0.0.1:8480", "http://127.0.0.1:8480", "ABCDEFGH"],
  ])("with an address is an invitation: %s", (text, relay, code) => {
    expect(readInvitation(text)).toEqual({ kind: "pair", relay, code });
  });

  it.each(["ABCD-EFGH", "ABCD-EFGH http://relay.example.dk", "ABCD-EFG relay.example.dk", "relay.example.dk", "", "x"])(
    "alone, half or over plain http is none: %j",
    (text) => {
      expect(readInvitation(text).kind).toBe("unknown");
    },
  );

  it("pairs like a link, in whatever case", async () => {
    const relay = await startTestRelay();
    const { code } = await relay.invite(ACCOUNT, "202", 0.5, "short");
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const preview = await post(`${relay.url}/v1/pairing/preview`, JSON.stringify({ code: code.toLowerCase() }));
    expect(preview.status).toBe(200);
    expect((await post(`${relay.url}/v1/pairing/redeem`, redemption(code).body)).status).toBe(200);
    expect((await post(`${relay.url}/v1/pairing/redeem`, redemption(code).body)).status).toBe(404);
  });

  it("cannot be guessed: after ten wrong ones nobody at that address is listened to, not even with the right one", async () => {
    const relay = await startTestRelay({ trustProxy: ["127.0.0.1"] });
    const { code } = await relay.invite(ACCOUNT, "202", 0.5, "short");
    const { code: long } = await relay.invite(ACCOUNT, "203");
    const tries = await Promise.all(
      Array.from({ length: 11 }, () =>
        post(`${relay.url}/v1/pairing/preview`, JSON.stringify({ code: newShortCode() })),
      ),
    );
    expect(tries.filter(({ status }) => status === 404)).toHaveLength(10);
    const right = await post(`${relay.url}/v1/pairing/preview`, JSON.stringify({ code }));
    expect(right.status).toBe(429);
    expect(Number(right.retryAfter)).toBeGreaterThan(0);
    // Nobody else is concerned.
    const forwarded = { "x-forwarded-for": "198.51.100.7" };
    const elsewhere = await fetch(`${relay.url}/v1/pairing/preview`, {
      method: "POST",
      headers: forwarded,
      body: JSON.stringify({ code }),
    });
    expect(elsewhere.status).toBe(200);
    // A link's code has too many bits to be guessed, so it is served.
    expect((await post(`${relay.url}/v1/pairing/preview`, JSON.stringify({ code: long }))).status).toBe(200);
  });

  it("is dead after five wrong ones that begin as it does, from wherever they came", async () => {
    const relay = await startTestRelay({ trustProxy: ["127.0.0.1"] });
    const { code } = await relay.invite(ACCOUNT, "202", 0.5, "short");
    const { code: other } = await relay.invite(ACCOUNT, "203", 0.5, "short");
    const asked = async (typed: string, from: string) =>
      (
        await fetch(`${relay.url}/v1/pairing/preview`, {
          method: "POST",
          headers: { "x-forwarded-for": from },
          body: JSON.stringify({ code: typed }),
        })
      ).status;
    for (let n = 0; n < 4; n += 1) {
      expect(await asked(`${code.slice(0, 2)}${newShortCode().slice(2)}`, `198.51.100.${n}`)).toBe(404);
    }
    expect(await asked(code, "198.51.100.9")).toBe(200);
    expect(await asked(`${code.slice(0, 2)}${newShortCode().slice(2)}`, "198.51.100.5")).toBe(404);
    expect(await asked(code, "198.51.100.9")).toBe(404);
    if (other.slice(0, 2) !== code.slice(0, 2)) expect(await asked(other, "198.51.100.9")).toBe(200);
  });
});
