/** Finds a person's address books on a server (RFC 6764, RFC 6352). */
export interface AddressBookFinder {
  /** @param url of the server, or of anything on it */
  find(
    url: string,
    username: string,
    password: string,
  ): Promise<
    | { ok: true; addressBooks: { url: string; name: string }[] }
    | { ok: false; code: "unreachable" | "credentials" | "refused" | "insecure" | "no-address-book"; detail?: string }
  >;
}
