import { TokenBuckets } from "./token-buckets.ts";

/** Whose try it is. */
export interface LoginTry {
  account: string;
  /** As it was typed. */
  username: string;
  /** What the client's address is counted by. */
  address: string;
}

/** Five at once, then one in five minutes: a password is not guessed so. */
const PER_USER = { perSecond: 1 / 300, burst: 5 };
/** A hundred at once, then one in ten seconds: all of an account's names together. */
const PER_ACCOUNT = { perSecond: 1 / 10, burst: 100 };
/** Thirty at once, then one in twenty seconds: a company's PCs share an address. */
const PER_ADDRESS = { perSecond: 1 / 20, burst: 30 };

/**
 * Tries of MyFone logins, bounded for each user name of an account, each account and each address. A try that is refused
 * takes nothing, so that who is held back by one bound does not use up what others share with him.
 */
export class LoginTries {
  readonly #users = new TokenBuckets(PER_USER);
  readonly #accounts = new TokenBuckets(PER_ACCOUNT);
  readonly #addresses = new TokenBuckets(PER_ADDRESS);

  /**
   * @param now milliseconds, of a clock that does not go back
   * @returns 0 where it may be tried; otherwise it may be after this many milliseconds
   */
  take({ account, username, address }: LoginTry, now: number): number {
    const buckets = [
      [this.#users, userKey(account, username)],
      [this.#accounts, account],
      [this.#addresses, address],
    ] as const;
    const wait = Math.max(...buckets.map(([bucket, key]) => bucket.look(key, now)));
    if (wait === 0) for (const [bucket, key] of buckets) bucket.take(key, now);
    return wait;
  }

  /**
   * A try was right: it does not count for those who share its account or address, as when a whole company logs in on one
   * morning. It does for its user, or whoever has one login could have invitations made without end.
   */
  wasRight({ account, address }: Pick<LoginTry, "account" | "address">, now: number): void {
    this.#accounts.giveBack(account, now);
    this.#addresses.giveBack(address, now);
  }
}

/** One user, however he types his name. An account's id has no spaces. */
function userKey(account: string, username: string): string {
  return `${account} ${username.normalize("NFKC").trim().toLowerCase()}`;
}
