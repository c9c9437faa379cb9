import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLoginLink, formatPairLink, isLoopback, linkAmong, parseLink } from "../../shared/links.ts";

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
    ["tel:(+45)%2086.51.51/51", "(+45) 86.51.51/51"],
    ["tel:86515151,,204#", "86515151"],
    ["tel:*21*86515151#", "*21*86515151#"],
    ["sip:+4586515151@pbx.example.dk;user=phone", "+4586515151"],
    ["SIPS:86515151@10.0.0.1:5061?subject=hi", "86515151"],
  ])("%s asks for a number, which may be dialled at once where he chose that", (link, number) => {
    expect(parseLink(link)).toEqual({ kind: "dial", number, direct: true });
  });

  it("Sidetone's own link asks for a number too, and is never dialled at once", () => {
    expect(parseLink("sidetone://dial?number=%2B45%2086515151")).toEqual({
      kind: "dial",
      number: "+45 86515151",
      direct: false,
    });
    expect(parseLink("sidetone:dial?number=86515151")).toMatchObject({ kind: "dial", direct: false });
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
    "tel:+",
    "tel:mette",
    "callto:echo123",
    "sip:mette@example.dk",
    "sip:@example.dk",
    "tel:8651\u202e5151",
    "tel:8651%0a5151",
    "tel:8651%005151",
    `tel:${"1".repeat(41)}`,
    "sidetone://dial",
    "sidetone://dial?number=javascript:alert(1)",
    `tel:${"1".repeat(3000)}`,
  ])("%s is refused", (link) => {
    expect(parseLink(link).kind).toBe("unknown");
  });

  const scheme = fc.constantFrom(
    "sidetone://pair?",
    "sidetone://dial?number=",
    "sidetone:",
    "tel:",
    "callto://",
    "sip:",
  );

  it("nothing that is handed over throws, and what asks for a number holds nothing but one", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."+4586515151 -()/.*#;,?@%20") }),
    );
    fc.assert(
      fc.property(fc.tuple(fc.oneof(scheme, fc.constant("")), text), ([start, rest]) => {
        const link = parseLink(start + rest);
        if (link.kind !== "dial") return;
        expect(link.number).toMatch(/^[\d+*#()./ \u00a0-]{1,40}$/);
        expect(link.direct).toBe(!start.startsWith("sidetone"));
      }),
      { numRuns: 500 },
    );
  });

  it("of a program's arguments exactly one link counts, whatever else stands there", () => {
    const other = fc.string().filter((text) => linkAmong([text]) === undefined);
    const link = fc.tuple(scheme, fc.string()).map(([start, rest]) => start + rest);
    fc.assert(
      fc.property(fc.array(other), fc.array(link), fc.nat(), (others, links, at) => {
        const argv = [...others];
        argv.splice(at % (others.length + 1), 0, ...links);
        expect(linkAmong(argv)).toBe(links.length > 1 ? "" : links[0]);
      }),
    );
  });

  it("several links at once open nothing; a link inside an argument is none", () => {
    expect(parseLink(linkAmong(["sidetone.exe", "tel:1", "tel:2"]) ?? "tel:1").kind).toBe("unknown");
    expect(linkAmong(["sidetone.exe", "--hidden", "--x=tel:112", "/tel:112"])).toBeUndefined();
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
