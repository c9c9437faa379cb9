import type { CompanyEmployee } from "../company/company.ts";
import type { PhoneRef } from "../pbx/pbx-call.ts";

/** What can be dialled: digits, with a plus before an international number. */
export const DIALLABLE = /^\+?\d{2,15}$/;

/** The named phone if it is his; all of his where none is named ("i forhold til dennes aktive profil"). */
export function phonesToRing(employee: CompanyEmployee, device: string): PhoneRef[] {
  return employee.phones
    .filter((phone) => device === "" || phone.localNumber === device)
    .map((phone) => ({ employee: employee.localNumber, phone: phone.localNumber }));
}
