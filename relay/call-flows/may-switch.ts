import type { AccountConfig } from "../config/config.ts";

/** Whether an employee may switch a call flow: by what is set for himself, else by what is set for everybody. */
export function maySwitch(rules: AccountConfig["callFlows"], employee: string, localNumber: string): boolean {
  const allowed = rules.employees[employee] ?? rules.everybody;
  return allowed === "all" || allowed.includes(localNumber);
}
