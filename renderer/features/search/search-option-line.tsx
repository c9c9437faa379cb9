import Phone from "lucide-react/icons/phone";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import PhoneMissed from "lucide-react/icons/phone-missed";
import PhoneOutgoing from "lucide-react/icons/phone-outgoing";
import UserPlus from "lucide-react/icons/user-plus";
import type { ReactNode } from "react";
import type { SearchHit } from "../../../shared/contacts/person.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { MarkedText } from "../../ui/marked-text.tsx";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";
import { detailOf, PersonLine } from "../people/person-line.tsx";
import { excerpt } from "./excerpt.ts";
import type { SearchOption } from "./search-options.ts";
import "./search-option.css";

/** One result in two lines, with what was typed marked in it. */
export function SearchOptionLine({ option }: { option: SearchOption }) {
  const t = useTranslate();
  switch (option.kind) {
    case "person": {
      const { person, nameRanges, typo } = option.hit;
      return (
        <PersonLine
          person={person}
          name={<MarkedText text={person.name} ranges={nameRanges} />}
          detail={detailOfHit(option.hit, t)}
          isSimilar={typo}
        />
      );
    }
    case "number":
      return (
        <Line
          icon={<Phone size={16} />}
          name={t("common.callTo", { name: option.displayNumber })}
          detail={t("people.resultNumber")}
        />
      );
    case "call":
      return <CallLine call={option.call} />;
    case "new":
      return (
        <Line
          icon={<UserPlus size={16} />}
          name={t("people.addTyped", { text: option.text })}
          detail={t("people.resultNew")}
        />
      );
  }
}

/** Where what was typed is found, if that is not the name; it tells more than where he works. */
function detailOfHit({ person, because }: SearchHit, t: Translate): ReactNode {
  if (because === undefined) return undefined;
  const { field } = because;
  const { text, ranges } = excerpt(because.text, because.ranges);
  const marked = <MarkedText text={text} ranges={ranges} />;
  switch (field) {
    case "note":
    case "customer-number":
      return (
        <>
          {t(`people.inField.${field}`)} {marked}
        </>
      );
    case "number":
    case "email": {
      const where = detailOf({ ...person, displayNumber: "" });
      return (
        <>
          {marked}
          {where !== "" && ` · ${where}`}
        </>
      );
    }
    default:
      return marked;
  }
}

function CallLine({ call }: { call: ShownCall }) {
  const t = useTranslate();
  const formats = useFormats();
  const Icon = call.outcome === "missed" ? PhoneMissed : call.direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  const name = callerName(call, t);
  const number = call.caller === undefined ? undefined : call.displayNumber;
  const detail = [formats.moment(call.startedAt), outcomeText(call, t), number].filter(Boolean).join(" · ");
  return <Line icon={<Icon size={16} />} name={name} detail={detail} />;
}

function Line({ icon, name, detail }: { icon: ReactNode; name: string; detail: string }) {
  return (
    <span className="person-line">
      <span className="search-option-icon" aria-hidden="true">
        {icon}
      </span>
      <span className="person-line-text">
        <span className="person-line-name">
          <span className="person-line-who tabular" title={name}>
            {name}
          </span>
        </span>
        <span className="person-line-detail tabular">{detail}</span>
      </span>
    </span>
  );
}
