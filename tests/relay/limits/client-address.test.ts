import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressKey } from "../../../relay/limits/address-key.ts";
import { ClientAddress } from "../../../relay/limits/client-address.ts";
import { isNetwork, Networks } from "../../../relay/limits/networks.ts";
import { OpenConnections } from "../../../relay/limits/open-connections.ts";

describe("whose request it is", () => {
  const behind = new ClientAddress(["127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"]);

  it.each([
    ["nobody is in front", "192.0.2.1", undefined, "192.0.2.1"],
    ["a stranger claims to be somebody", "192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["a proxy tells it", "127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["a proxy over a dual-stack socket tells it", "::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["the client made up what is to the left", "127.0.0.1", "1.1.1.1, 127.0.0.1, 198.51.100.7", "198.51.100.7"],
    ["two proxies tell it", "127.0.0.1", "1.1.1.1,198.51.100.7 , 10.1.2.3", "198.51.100.7"],
    ["it comes from a proxy itself", "127.0.0.1", undefined, "127.0.0.1"],
    ["all are proxies", "127.0.0.1", "10.0.0.9, 10.0.0.8", "10.0.0.9"],
    ["what the proxy tells is no address", "127.0.0.1", "198.51.100.7, unknown", "127.0.0.1"],
    ["what a second proxy tells is no address", "127.0.0.1", "198.51.100.7, nonsense, 10.0.0.8", "10.0.0.8"],
    ["the header is empty", "127.0.0.1", "", "127.0.0.1"],
    ["the proxy adds a port", "127.0.0.1", "198.51.100.7:4711", "198.51.100.7"],
    ["IPv6, with brackets and a port", "2001:db8:1::5", "[2001:db8:2::7]:4711", "2001:db8:2::7"],
    ["IPv6, as it is", "2001:db8:1::5", "2001:db8:2::7", "2001:db8:2::7"],
  ])("%s", (_, peer, header, client) => {
    expect(behind.of(peer, header)).toBe(client);
  });

  it("whatever the client writes, the trusted proxy's word is the last", () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (written, client) => {
        fc.pre(!behind.isProxy(client));
        expect(behind.of("10.0.0.1", `${written}, ${client}`)).toBe(client);
      }),
    );
  });

  it("nobody is believed where no proxy is trusted", () => {
    expect(new ClientAddress([]).of("127.0.0.1", "198.51.100.7")).toBe("127.0.0.1");
  });

  it("a chain of proxies that does not end is not followed", () => {
    const chain = Array.from({ length: 5_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`).join(",");
    expect(behind.of("127.0.0.1", chain)).toMatch(/^10\.0\.19\./);
  });
});

describe("what an address is counted by", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:192.0.2.1", "192.0.2.1"],
    ["::ffff:c000:201", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8::2:3:4:5:6", "2001:db8:0:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s: %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it("is the same for all addresses of a /64, however they are written, and for no other", () => {
    const groups = (count: number) =>
      fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: count, maxLength: count });
    const long = (parts: number[]) => parts.map((part) => part.toString(16).padStart(4, "0").toUpperCase()).join(":");
    fc.assert(
      fc.property(groups(4), groups(4), groups(4), groups(4), (network, host, otherNetwork, otherHost) => {
        fc.pre(network.some((group) => group !== 0) && otherNetwork.some((group) => group !== 0));
        const written = addressKey(long([...network, ...host]));
        // The URL parser writes IPv6 in the shortest way (RFC 5952).
        const short = new URL(`http://[${long([...network, ...otherHost])}]/`).hostname.slice(1, -1);
        expect(addressKey(short)).toBe(written);
        const same = network.every((group, index) => group === otherNetwork[index]);
        expect(addressKey(long([...otherNetwork, ...host])) === written).toBe(same);
      }),
    );
  });
});

describe("networks", () => {
  it("hold their addresses, also when they come over IPv6, and no others", () => {
    const networks = new Networks(["192.0.2.0/24", "2001:db8::/32", "198.51.100.7"]);
    for (const address of ["192.0.2.255", "::ffff:192.0.2.1", "2001:db8:ffff::1", "198.51.100.7"]) {
      // The second answer is remembered.
      expect([networks.has(address), networks.has(address)]).toEqual([true, true]);
    }
    for (const address of ["192.0.3.0", "2001:db9::1", "198.51.100.8", "", "nonsense"]) {
      expect([networks.has(address), networks.has(address)]).toEqual([false, false]);
    }
  });

  it("answer the same with many addresses in between", () => {
    const networks = new Networks(["10.0.0.0/9"]);
    for (let index = 0; index < 5_000; index += 1) {
      const second = index % 256;
      expect(networks.has(`10.${second}.${index >> 8}.1`)).toBe(second < 128);
    }
  });

  it.each(["192.0.2.0/33", "2001:db8::/129", "192.0.2.0/", "192.0.2.0/24/8", "fe80::1%eth0", "host", "", "1.2.3"])(
    "%s is none",
    (text) => {
      expect(isNetwork(text)).toBe(false);
      expect(() => new Networks([text])).toThrow(RangeError);
    },
  );
});

it("open connections are counted by address, and forgotten when they are gone", () => {
  const open = new OpenConnections(2);
  expect([open.enter("a"), open.enter("a"), open.enter("a"), open.enter("b")]).toEqual([true, true, false, true]);
  open.leave("a");
  expect(open.enter("a")).toBe(true);
  for (const address of ["a", "a", "b"]) open.leave(address);
  expect(open.addresses).toBe(0);
});
