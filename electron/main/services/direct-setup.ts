import type { Employee, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import { isAccountId, isSecureAddress } from "../../../shared/links.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import { failed, fromFlexfone, type Outcome, succeeded } from "./failure.ts";
import type { PairingService } from "./pairing-service.ts";

/** As many are shown; whoever is not among them types more. */
const MOST_SHOWN = 50;

export interface DirectSetupOptions {
  state: AppState;
  settings: SettingsStore;
  pairing: PairingService;
  /** Asks the PBX itself for an account's employees. */
  employees(account: { baseUrl: string; account: string; hash: string }): Promise<FlexfoneResult<Employee[]>>;
}

export interface FoundEmployee {
  localNumber: string;
  name: string;
  department?: string;
}

interface Found {
  baseUrl: string;
  account: string;
  hash: string;
  employees: readonly { employee: Employee; words: readonly string[] }[];
}

/**
 * Use without a relay: with the account's API password the PBX tells its employees, of whom the app's user is one. The
 * password stays in the main process; the window gets as much of the list as it shows.
 */
export class DirectSetup {
  readonly #options: DirectSetupOptions;
  #found: Found | undefined;

  constructor(options: DirectSetupOptions) {
    this.#options = options;
    // Whatever ends the step ends what is known for it, the password first of all.
    options.state.subscribe((snapshot) => {
      if (snapshot.pairingStep?.kind !== "choose") this.#found = undefined;
    });
  }

  /** Asks the PBX who there is. */
  async find(account: string, hash: string): Promise<Outcome<undefined>> {
    const { state, settings, pairing, employees } = this.#options;
    const { employeeApiUrl: baseUrl } = settings.get();
    if (!isAccountId(account)) return failed("account-refused", "this is no account id");
    if (!isSecureAddress(baseUrl)) return failed("insecure", "the API password would be sent unencrypted");
    pairing.decline();
    const answer = await employees({ baseUrl, account, hash });
    if (!answer.ok) {
      const { kind, message } = answer.error;
      return kind === "credentials" || kind === "not-allowed"
        ? failed("account-refused", message)
        : fromFlexfone(answer.error);
    }
    if (answer.value.length === 0) return failed("no-such-employee", "the account has no employees");
    // Something else was begun meanwhile.
    if (state.snapshot.pairingStep !== undefined || state.snapshot.pendingPairing !== undefined) return succeeded();
    state.update({
      pairingStep: { kind: "choose", host: new URL(baseUrl).host, account, employees: answer.value.length },
    });
    const found = answer.value.map((employee) => ({ employee, words: wordsOf(employee) }));
    this.#found = { baseUrl, account, hash, employees: found };
    return succeeded();
  }

  /** Those whose name, department or local number has a word that begins like each that is typed; by name. */
  search(text: string): { employees: FoundEmployee[]; more: boolean } {
    const typed = split(text);
    const hits = (this.#found?.employees ?? []).filter(({ words }) =>
      typed.every((part) => words.some((word) => word.startsWith(part))),
    );
    const sorted = hits.map(({ employee }) => employee).sort((a, b) => a.name.localeCompare(b.name, "da"));
    return { employees: sorted.slice(0, MOST_SHOWN).map(shown), more: sorted.length > MOST_SHOWN };
  }

  /** He is this one; he is shown for his yes. */
  choose(localNumber: string): Outcome<undefined> {
    const found = this.#found;
    const employee = found?.employees.find((one) => one.employee.localNumber === localNumber)?.employee;
    if (found === undefined || employee === undefined) return failed("no-such-employee", "nobody has this extension");
    const { baseUrl, account, hash } = found;
    this.#options.pairing.proposeDirect(
      {
        kind: "direct",
        baseUrl,
        account: { id: account, name: account },
        employee: { localNumber, name: employee.name },
      },
      hash,
      employee.phones.map((phone) => phone.name),
    );
    return succeeded();
  }
}

function wordsOf({ name, localNumber, departments }: Employee): string[] {
  return [...split(name), localNumber, ...departments.flatMap((department) => split(department.name))];
}

function split(text: string): string[] {
  return text
    .toLocaleLowerCase("da")
    .split(/[\s-]+/)
    .filter(Boolean);
}

function shown({ localNumber, name, departments }: Employee): FoundEmployee {
  const department = departments[0]?.name;
  return { localNumber, name, ...(department === undefined ? {} : { department }) };
}
