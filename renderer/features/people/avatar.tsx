import Building from "lucide-react/icons/building-2";
import Phone from "lucide-react/icons/phone";
import UserRound from "lucide-react/icons/user-round";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import type { BusyColleague } from "../../../shared/ipc/snapshot.ts";
import { initialsOf } from "../../ui/initials.ts";
import "./avatar.css";

interface AvatarProps {
  person: Pick<PersonRow, "name" | "kind" | "isCompany">;
  isLarge?: boolean;
  busy?: BusyColleague | undefined;
}

/** His initials, or a house; and whether he is on the telephone. What it shows is also said in words beside it. */
export function Avatar({ person, isLarge = false, busy }: AvatarProps) {
  const kind = person.isCompany ? " avatar-company" : person.kind === "colleague" ? " avatar-colleague" : "";
  const initials = initialsOf(person.name);
  const size = isLarge ? 22 : 16;
  return (
    <span className={`avatar${kind}${isLarge ? " avatar-large" : ""}`} aria-hidden="true">
      {person.isCompany ? <Building size={size} /> : initials === "" ? <UserRound size={size} /> : initials}
      {busy !== undefined && busy.state !== "idle" && (
        <span className={`avatar-busy avatar-busy-${busy.state}`}>
          <Phone size={8} strokeWidth={3} />
        </span>
      )}
    </span>
  );
}
