import Phone from "lucide-react/icons/phone";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import { useId } from "react";
import type { BusyColleague } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./busy-colleagues.css";

/** Colleagues who are rung or talk right now; nothing where nobody is, or the company does not share it. */
export function BusyColleagues() {
  const t = useTranslate();
  const { colleagues } = useSnapshot();
  const heading = useId();
  if (colleagues.length === 0) return null;
  return (
    <section className="busy-colleagues" aria-labelledby={heading}>
      <h2 className="busy-colleagues-heading" id={heading}>
        {t("colleagues.busy")}
      </h2>
      <ul className="busy-colleagues-list">
        {colleagues.map((colleague) => (
          <Colleague key={colleague.localNumber} colleague={colleague} />
        ))}
      </ul>
    </section>
  );
}

function Colleague({ colleague: { name, state, since } }: { colleague: BusyColleague }) {
  const t = useTranslate();
  const formats = useFormats();
  const Icon = state === "ringing" ? PhoneIncoming : Phone;
  const doing = t(state === "ringing" ? "colleagues.ringing" : "colleagues.talking");
  return (
    <li className={`busy-colleague busy-colleague-${state}`}>
      <Icon size={14} aria-hidden="true" />
      <span className="busy-colleague-name">{name}</span>
      <span className="busy-colleague-state tabular">
        {since === undefined ? doing : t("colleagues.since", { doing, time: formats.time(since) })}
      </span>
    </li>
  );
}
