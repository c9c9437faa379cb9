import type { PersonRow } from "../../../shared/contacts/person.ts";
import type { BusyColleague } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";

/** Ids of colleagues are this and their local number. */
const COLLEAGUE = "colleagues:";

/** What a colleague does on the telephone, where the company shares it; undefined for anybody else. */
export function useBusyColleague({
  id,
  kind,
  number,
}: Pick<PersonRow, "id" | "kind" | "number">): BusyColleague | undefined {
  const { colleagues } = useSnapshot();
  if (kind !== "colleague") return undefined;
  // Whom the employee wrote about has his own entry's id.
  const localNumber = id.startsWith(COLLEAGUE) ? id.slice(COLLEAGUE.length) : number;
  return colleagues.find((colleague) => colleague.localNumber === localNumber);
}
