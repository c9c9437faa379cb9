import Phone from "lucide-react/icons/phone";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import { useId, useState } from "react";
import type { BusyColleague } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { CallButton } from "../calls/call-button.tsx";
import "./busy-colleagues.css";

/** More take the room from his own calls, until he asks for them. */
const SHOWN_UNASKED = 3;

/** Colleagues who are rung or talk right now; nothing where nobody is, or the company does not share it. */
export function BusyColleagues() {
  const t = useTranslate();
  const { colleagues } = useSnapshot();
  const heading = useId();
  const [isAllWanted, setAllWanted] = useState(false);
  if (colleagues.length === 0) return null;
  const hidden = isAllWanted ? 0 : Math.max(0, colleagues.length - SHOWN_UNASKED);
  return (
    <section className="busy-colleagues" aria-labelledby={heading}>
      <h2 className="busy-colleagues-heading" id={heading}>
        {t("colleagues.busy")}
      </h2>
      <ul className="busy-colleagues-list">
        {colleagues.slice(0, colleagues.length - hidden).map((colleague) => (
          <Colleague key={colleague.localNumber} colleague={colleague} />
        ))}
      </ul>
      {colleagues.length > SHOWN_UNASKED && (
        <Button look="quiet" aria-expanded={isAllWanted} onPress={() => setAllWanted(!isAllWanted)}>
          {isAllWanted ? t("colleagues.fewer") : t("colleagues.more", { count: hidden })}
        </Button>
      )}
    </section>
  );
}

function Colleague({ colleague: { localNumber, name, state, since } }: { colleague: BusyColleague }) {
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
      <CallButton number={localNumber} name={name} />
    </li>
  );
}
