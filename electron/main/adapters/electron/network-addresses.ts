import type { NetworkInterfaceInfo } from "node:os";

/**
 * The addresses by which this computer is on its networks. Of IPv6 only the network counts: the rest changes by itself
 * every few hours (RFC 8981).
 */
export function networkAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): Set<string> {
  const outside = Object.values(interfaces).flatMap((infos = []) => infos.filter(({ internal }) => !internal));
  return new Set(
    outside
      .filter(({ address }) => !address.startsWith("fe80:"))
      .map(({ family, address }) => (family === "IPv6" ? networkOf(address) : address)),
  );
}

/** The first 64 bits. */
function networkOf(address: string): string {
  const [before = "", after] = address.split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const zeros = after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail].slice(0, 4).join(":");
}

/** Whether a connection may have lost the address that it goes by. That there is one more loses none. */
export function hasLostAddress(before: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  return [...before].some((address) => !now.has(address));
}
