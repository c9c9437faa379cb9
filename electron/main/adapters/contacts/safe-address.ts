/** Whether a password or contacts may cross the network to this address: encrypted, or not leaving this computer. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname));
}

/** HTTP Basic (RFC 7617), in UTF-8. */
export function basicAuthorization(username: string | undefined, password: string | undefined): Record<string, string> {
  if (username === undefined || username === "") return {};
  return { Authorization: `Basic ${Buffer.from(`${username}:${password ?? ""}`, "utf8").toString("base64")}` };
}
