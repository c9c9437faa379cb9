/** Where people have their address books, as far as each needs words of its own. */
export const providers = ["nextcloud", "icloud", "fastmail", "google", "other"] as const;
export type Provider = (typeof providers)[number];

/** Servers that are the same for everybody, so that nobody is asked for them. */
const servers: Partial<Record<Provider, string>> = {
  icloud: "https://contacts.icloud.com",
  fastmail: "https://carddav.fastmail.com",
};

/** By what stands behind the @, or is the server. */
const domains: Record<string, Provider> = {
  "icloud.com": "icloud",
  "me.com": "icloud",
  "mac.com": "icloud",
  "fastmail.com": "fastmail",
  "fastmail.fm": "fastmail",
  "gmail.com": "google",
  "googlemail.com": "google",
  "google.com": "google",
  "googleapis.com": "google",
};

/** Whose an address or e-mail address is that somebody typed; undefined where it says nothing. */
export function providerOf(typed: string): Provider | undefined {
  const host = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^\s/@]*@)?([^\s/:@]+)/i.exec(typed.trim())?.[1]?.toLowerCase() ?? "";
  const domain = host.split(".").slice(-2).join(".");
  return Object.hasOwn(domains, domain) ? domains[domain] : undefined;
}

/** The server to ask: a provider's own, else what was typed. */
export function serverOf(provider: Provider, typed: string): string {
  return servers[provider] ?? typed.trim();
}

/** Whether the server is to be typed. */
export function asksForServer(provider: Provider): boolean {
  return servers[provider] === undefined && provider !== "google";
}
