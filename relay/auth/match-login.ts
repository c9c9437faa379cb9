import type { Employee } from "../../shared/flexfone/types.ts";

/**
 * The employees whose MyFone user name it may be: those with that e-mail address or, where it is no address, those whose
 * address begins so before the @. Neither the guide nor the PBX ties user names to extensions, so only exactly one is a hit.
 */
export function matchLogin(employees: readonly Employee[], username: string): Employee[] {
  const name = plain(username);
  if (name === "") return [];
  const addressOf = ({ email = "" }: Employee) => plain(email);
  if (name.includes("@")) return employees.filter((employee) => addressOf(employee) === name);
  return employees.filter((employee) => {
    const [before, after] = addressOf(employee).split("@");
    return after !== undefined && before === name;
  });
}

function plain(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
