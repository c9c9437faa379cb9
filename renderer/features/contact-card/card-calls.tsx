import PhoneIncoming from "lucide-react/icons/phone-incoming";
import PhoneMissed from "lucide-react/icons/phone-missed";
import PhoneOutgoing from "lucide-react/icons/phone-outgoing";
import type { Person } from "../../../shared/contacts/person.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";
import { CardSection } from "./card-section.tsx";
import { usePersonCalls } from "./use-person-calls.ts";
import "./card-calls.css";

/** The latest calls with him, and of a colleague those that he answered for the employee. */
export function CardCalls({ person }: { person: Person }) {
  const t = useTranslate();
  const found = usePersonCalls(person.id);
  if (found === undefined) return null;
  const { calls, answered } = found;
  return (
    <>
      <CardSection title={t("people.card.lastCalls")}>
        {calls.length === 0 ? (
          <p className="card-calls-none">{t("people.card.noCalls", { name: person.name })}</p>
        ) : (
          <ul>
            {calls.map((call) => (
              <CardCall key={call.key} call={call} what={outcomeText(call, t)} />
            ))}
          </ul>
        )}
      </CardSection>
      {answered.length > 0 && (
        <CardSection title={t("people.card.answered")}>
          <ul>
            {answered.map((call) => (
              <CardCall key={call.key} call={call} what={callerName(call, t)} />
            ))}
          </ul>
        </CardSection>
      )}
    </>
  );
}

function CardCall({ call, what }: { call: ShownCall; what: string }) {
  const t = useTranslate();
  const formats = useFormats();
  const missed = call.outcome === "missed";
  const Icon = missed ? PhoneMissed : call.direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  const talked = call.durationSeconds !== undefined && call.durationSeconds > 0 && !missed;
  return (
    <li className="card-call">
      <span className={`card-call-icon${missed ? " card-call-missed" : ""}`} title={t(`calls.${call.direction}`)}>
        <Icon size={16} aria-hidden="true" />
        <span className="visually-hidden">{t(`calls.${call.direction}`)}</span>
      </span>
      <span className={`card-call-what${missed ? " card-call-missed" : ""}`}>{what}</span>
      <span className="card-call-when tabular">
        <time dateTime={new Date(call.startedAt).toISOString()}>{formats.moment(call.startedAt)}</time>
        {talked && call.durationSeconds !== undefined && ` · ${formats.roughLength(call.durationSeconds)}`}
      </span>
    </li>
  );
}
