import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLoginLink, formatPairLink, isLoopback, parseLink } from "../../shared/links.ts";

const code = "abcdefghijklmnopqrstuvwxyz";

describe("links that the system hands over", () => {
  it("an invitation comes back as it was made", () => {
    expect(parseLink(formatPairLink("https://relay.example.dk:8443", code))).toEqual({
      kind: "pair",
      relay: "https://relay.example.dk:8443",
      code,
    });
    expect(parseLink(formatPairLink("http://127.0.0.1:8480", code))).toMatchObject({ kind: "pair" });
  });

  it("the link for MyFone logins comes back as it was made; a code goes before an account", () => {
    const relay = "https://relay.example.dk";
    expect(parseLink(formatLoginLink(relay, "47_11-a"))).toEqual({ kind: "login", relay, account: "47_11-a" });
    expect(parseLink(`${formatPairLink(relay, code)}&account=4711`)).toEqual({ kind: "pair", relay, code });
  });

  it.each([
    ["tel:+45-86-51-51-51", "+45-86-51-51-51"],
    ["tel:86%2051%2051%2051;ext=2", "86 51 51 51"],
    ["CALLTO://86515151", "86515151"],
  ])("%s asks for a number", (link, number) => {
    expect(parseLink(link)).toEqual({ kind: "dial", number });
  });

  it.each([
    "",
    "https://example.dk",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "sidetone://delete?everything=1",
    "sidetone://pair",
    `sidetone://pair?relay=https://relay.example.dk&code=short`,
    formatPairLink("http://relay.example.dk", code),
    formatPairLink("https://user:pass@relay.example.dk", code),
    formatLoginLink("http://relay.example.dk", "4711"),
    formatLoginLink("https://relay.example.dk", "../4711"),
    formatLoginLink("https://relay.example.dk", ""),
    "tel:",
    "tel:%",
    `tel:${"1".repeat(3000)}`,
  ])("%s is refused", (link) => {
    expect(parseLink(link).kind).toBe("unknown");
  });

  it("nothing that is handed over throws", () => {
    const hostile = fc.tuple(fc.constantFrom("sidetone://pair?", "sidetone:", "tel:", "callto://", ""), fc.string());
    fc.assert(fc.property(hostile, ([start, rest]) => void parseLink(start + rest)));
  });
});

it.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.9.10", true],
  ["[::1]", true],
  ["127.0.0.1.example.dk", false],
  ["10.0.0.1", false],
])("%s is this machine: %s", (host, own) => {
  expect(isLoopback(host)).toBe(own);
});
