import Phone from "lucide-react/icons/phone";
import type { Person } from "../../../shared/contacts/person.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Avatar } from "../people/avatar.tsx";
import { busyText } from "../people/busy-text.ts";
import { PersonMarks } from "../people/person-marks.tsx";
import { useBusyColleague } from "../people/use-busy-colleague.ts";

/** Who he is; and of a colleague, whether he is on the telephone. */
export function ContactHead({ person }: { person: Person }) {
  const t = useTranslate();
  const formats = useFormats();
  const localNumber = person.colleague?.localNumber;
  const busy = useBusyColleague(localNumber === undefined ? person : { ...person, id: "", number: localNumber });
  const doing = busyText(busy, formats, t);
  const job = [person.title, person.company ?? person.department].filter((part) => part !== undefined && part !== "");
  return (
    <div className="contact-head">
      <Avatar person={person} isLarge busy={busy} />
      <div className="contact-head-text">
        <p className="contact-name">{person.name}</p>
        {job.length > 0 && <p className="contact-job">{job.join(" · ")}</p>}
        {doing !== undefined && (
          <p className={`contact-busy contact-busy-${busy?.state} tabular`} role="status">
            <Phone size={14} aria-hidden="true" />
            {doing}
          </p>
        )}
        {(person.vip || person.blocked || person.categories.length > 0) && (
          <div className="contact-tags">
            <PersonMarks person={{ ...person, favourite: false }} />
            {person.categories.map((category) => (
              <span key={category} className="contact-tag">
                {category}
              </span>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
