import type { Employee } from "../../../shared/flexfone/types.ts";

export interface KnownEmployees {
  employees: Employee[];
  /** When the PBX told them, Unix milliseconds. */
  asOf: number;
}

/** The account's employees as they were told last, on disk. */
export interface EmployeeCache {
  /** @param owner whose list it is; another's is not given */
  load(owner: string): KnownEmployees | undefined;
  /** Replaces whatever there is. Kept is what the app shows and looks up, and nothing else. */
  save(owner: string, known: KnownEmployees): void;
  clear(): void;
}
