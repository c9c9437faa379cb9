import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, it } from "vitest";
import { hasLostAddress, networkAddresses } from "../../../electron/main/adapters/electron/network-addresses.ts";

function of(...addresses: string[]): Set<string> {
  const infos = addresses.map((address) => ({
    address,
    family: address.includes(":") ? "IPv6" : "IPv4",
    internal: address === "127.0.0.1" || address === "::1",
  })) as NetworkInterfaceInfo[];
  return networkAddresses({ eth0: infos, none: undefined });
}

describe("the addresses by which a computer is on its networks", () => {
  it("another Wi-Fi, a cable pulled and a VPN that ends lose one", () => {
    expect(hasLostAddress(of("192.168.1.7"), of("10.0.0.4"))).toBe(true);
    expect(hasLostAddress(of("192.168.1.7", "10.0.0.4"), of("10.0.0.4"))).toBe(true);
    expect(hasLostAddress(of("2001:db8:1:2::5"), of("2001:db8:1:3::5"))).toBe(true);
  });

  it("one more loses none, and neither does IPv6 that changes by itself", () => {
    expect(hasLostAddress(of("192.168.1.7"), of("192.168.1.7", "10.8.0.2"))).toBe(false);
    expect(hasLostAddress(of("2001:db8:1:2:a:b:c:d"), of("2001:db8:1:2::9"))).toBe(false);
    expect(hasLostAddress(of("127.0.0.1", "::1", "fe80::1"), of())).toBe(false);
    expect([...of("2001:db8::5")]).toEqual(["2001:db8:0:0"]);
  });
});
