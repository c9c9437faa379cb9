import ChevronDown from "lucide-react/icons/chevron-down";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./dial-from.css";

/** Which of his phones rings for a call; remembered. Nothing where the employee API has told of no phone. */
export function DialFrom() {
  const t = useTranslate();
  const { identity, settings } = useSnapshot();
  const { run } = useCommand("settings.update");
  const phones = identity?.phones ?? [];
  if (phones.length === 0) return null;
  const isThere = phones.some(({ localNumber }) => localNumber === settings.device);
  return (
    <label className="dial-from">
      <span className="dial-from-label">{t("dial.from")}</span>
      <span className="dial-from-choice">
        <select
          className="dial-from-select"
          value={isThere ? settings.device : ""}
          onChange={(event) => void run({ device: event.target.value })}
        >
          <option value="">{t("dial.fromProfile")}</option>
          {phones.map(({ localNumber, name }) => (
            <option key={localNumber} value={localNumber}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
    </label>
  );
}
