import type { Logger } from "pino";
import type { FlexfoneClient } from "../../shared/flexfone/client.ts";
import type { Employee, FlexfoneError } from "../../shared/flexfone/types.ts";
import type { AccountConfig } from "../config/config.ts";
import type { Directory } from "../directory.ts";
import { matchLogin } from "./match-login.ts";
import type { Pairing } from "./pairing.ts";

/** The employee sees who he is and says yes: that takes no longer. Milliseconds. */
const INVITATION_LIFE_MS = 10 * 60_000;

export interface MyFoneLoginOptions {
  accounts: ReadonlyMap<string, AccountConfig>;
  clients: ReadonlyMap<string, FlexfoneClient>;
  directory: Directory;
  pairing: Pairing;
  logger: Logger;
}

export interface Credentials {
  account: string;
  username: string;
  password: string;
}

export type LoginOutcome =
  | { ok: true; code: string; expiresAt: number; employee: Employee }
  /** `refused`: wrong name or password, or nobody's here. `ambiguous`: right, and several employees'. */
  | { ok: false; why: "refused" | "ambiguous" }
  /** The PBX did not say. */
  | { ok: false; why: "pbx"; error: FlexfoneError };

/**
 * Pairing by MyFone user name and password, where the account's operator has switched it on. The PBX says whether they
 * are right (`ValidateUser`, which is not in the guide and need not be bound to the account), the list of employees whose
 * they are. The password is used for that one question, and neither kept nor logged.
 */
export class MyFoneLogin {
  readonly #options: MyFoneLoginOptions;

  constructor(options: MyFoneLoginOptions) {
    this.#options = options;
  }

  isOffered(account: string): boolean {
    return this.#options.accounts.get(account)?.pairing.myFoneLogin === true;
  }

  /** An invitation for the employee whose login it is. The PBX is asked whoever is named, so that all answers take as long. */
  async login({ account, username, password }: Credentials): Promise<LoginOutcome> {
    const { clients, directory, pairing, logger } = this.#options;
    const client = clients.get(account);
    if (client === undefined) return { ok: false, why: "refused" };
    const [valid, list] = await Promise.all([client.validateUser(username, password), directory.employees(account)]);
    if (!list.ok) return { ok: false, why: "pbx", error: list.error };
    if (!valid.ok) {
      // With the same account and API password the list came, so this is about the user's.
      const aboutUser = valid.error.kind === "credentials" || valid.error.kind === "not-allowed";
      if (!aboutUser) return { ok: false, why: "pbx", error: valid.error };
    }
    const [employee, ...others] = matchLogin(list.employees, username);
    const isRight = valid.ok && valid.value && employee !== undefined;
    const why = !isRight ? "refused" : others.length > 0 ? "ambiguous" : undefined;
    logger.info(
      { account, outcome: why ?? "right", matches: others.length + (employee === undefined ? 0 : 1) },
      "login",
    );
    if (employee === undefined || why !== undefined) return { ok: false, why: why ?? "refused" };
    const { code, expiresAt } = await pairing.invite(account, employee.localNumber, INVITATION_LIFE_MS);
    return { ok: true, code, expiresAt, employee };
  }
}
