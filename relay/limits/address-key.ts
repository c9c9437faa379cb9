/**
 * What an address is counted by: an IPv4 address itself, an IPv6 address by its /64, which is what one customer gets
 * (RFC 6177), so that nobody has 2^64 addresses to try with. An IPv4 address that came over IPv6 (RFC 4291, section
 * 2.5.5.2) counts as IPv4.
 *
 * @param address a valid address; anything else counts as it is
 */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const lower = address.toLowerCase();
  const mapped = /^::ffff:(?:([\d.]+)|([\da-f]{1,4}):([\da-f]{1,4}))$/.exec(lower);
  if (mapped !== null) {
    const [, dotted, high = "0", low = "0"] = mapped;
    return dotted ?? [...bytesOf(high), ...bytesOf(low)].join(".");
  }
  return `${firstFourGroups(lower).join(":")}::/64`;
}

function bytesOf(group: string): [number, number] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}

/** The network half, without leading zeros, so that every way to write an address gives the same. */
function firstFourGroups(address: string): string[] {
  const [head = "", tail] = address.split("::", 2);
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  // An IPv4 address at the end stands for two groups.
  const rightLength = right.length + (right.at(-1)?.includes(".") === true ? 1 : 0);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - rightLength);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
}
