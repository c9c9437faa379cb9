import CornerDownLeft from "lucide-react/icons/corner-down-left";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import type { DialOption } from "./dial-options.ts";
import { DialWarning } from "./dial-warning.tsx";
import "./dial-list.css";

interface DialListProps {
  id: string;
  open: boolean;
  label: string;
  options: readonly DialOption[];
  chosen: DialOption | undefined;
  nothingFound: boolean;
  onChoose(option: DialOption): void;
}

/** What Enter would dial, and whom else the text may mean. The field keeps the focus all the while. */
export function DialList({ id, open, label, options, chosen, nothingFound, onChoose }: DialListProps) {
  const t = useTranslate();
  return (
    <>
      {/* The options are reached through the field (aria-activedescendant), as the combobox pattern has it. */}
      <div
        id={id}
        role="listbox"
        aria-label={label}
        className="dial-list"
        hidden={!open || options.length === 0}
        // Pressing must not take the focus, or the list would close before the click counts.
        onMouseDown={(event) => event.preventDefault()}
      >
        {options.map((option, index) => (
          <div
            key={`${option.kind} ${option.number}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option === chosen}
            className="dial-option"
            onClick={() => onChoose(option)}
            onKeyDown={(event) => {
              if (event.key === "Enter") onChoose(option);
            }}
          >
            <span className="dial-option-text">
              <span className="dial-option-main tabular">{option.name ?? option.displayNumber}</span>
              <DialOptionDetail option={option} />
              <DialWarning option={option} />
            </span>
            {option === chosen && (
              <span className="dial-option-enter" aria-hidden="true">
                {t("common.call")} <CornerDownLeft size={14} />
              </span>
            )}
          </div>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {open && options.length > 0 ? t("dial.suggestionCount", { count: options.length }) : ""}
      </p>
      {open && nothingFound && (
        <p className="dial-list dial-nothing" role="status">
          {t("dial.noNumber")}
        </p>
      )}
    </>
  );
}

function DialOptionDetail({ option: { name, displayNumber, company, kind, at, extension } }: { option: DialOption }) {
  const t = useTranslate();
  const formats = useFormats();
  const parts = [
    name === undefined ? undefined : displayNumber,
    company ?? (kind === "colleague" ? t("dial.colleague") : undefined),
    at === undefined ? undefined : formats.moment(at),
    extension === undefined ? undefined : t("dial.extensionNotDialled", { extension }),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return null;
  return <span className="dial-option-detail tabular">{parts.join(" · ")}</span>;
}
