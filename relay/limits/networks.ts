import { BlockList, isIP } from "node:net";

/** Whether it is an IP address, or a network in CIDR notation (RFC 4632, RFC 4291). */
export function isNetwork(text: string): boolean {
  return partsOf(text) !== undefined;
}

/** As many answers are remembered: most requests come from few addresses. */
const MOST_REMEMBERED = 1_000;

/**
 * IP networks that an address can be looked up in. An IPv4 address that came over IPv6 (`::ffff:192.0.2.1`) is found too.
 *
 * @throws RangeError for what is no network
 */
export class Networks {
  readonly #list = new BlockList();
  readonly #remembered = new Map<string, boolean>();

  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const parts = partsOf(network);
      if (parts === undefined) throw new RangeError(`${network} is neither an IP address nor a network`);
      this.#list.addSubnet(parts.address, parts.bits, parts.family);
    }
  }

  has(address: string): boolean {
    const remembered = this.#remembered.get(address);
    if (remembered !== undefined) return remembered;
    const version = isIP(address);
    const has = version !== 0 && this.#list.check(address, version === 4 ? "ipv4" : "ipv6");
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(address, has);
    return has;
  }
}

function partsOf(text: string): { address: string; bits: number; family: "ipv4" | "ipv6" } | undefined {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  // A zone (RFC 4007, section 11) says by which interface, not which addresses.
  if (version === 0 || rest.length > 0 || address.includes("%")) return undefined;
  const most = version === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = prefix === undefined ? most : Number(prefix);
  return bits > most ? undefined : { address, bits, family: version === 4 ? "ipv4" : "ipv6" };
}
