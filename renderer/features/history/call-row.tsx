import PhoneForwarded from "lucide-react/icons/phone-forwarded";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import PhoneMissed from "lucide-react/icons/phone-missed";
import PhoneOff from "lucide-react/icons/phone-off";
import PhoneOutgoing from "lucide-react/icons/phone-outgoing";
import Users from "lucide-react/icons/users";
import { type RefObject, useEffect, useRef } from "react";
import type { KeyboardEvent } from "react-aria-components";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CallButton } from "../calls/call-button.tsx";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";
import "./call-row.css";

interface CallRowProps {
  call: ShownCall;
  /** Whether the Tab key stops here. */
  isTabStop: boolean;
  /** The key of the row that is to have the focus once it is drawn. */
  wantsFocus: RefObject<string | undefined>;
  onFocused(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** One call that has been: which way, who, how it ended and when. */
export function CallRow({ call, isTabStop, wantsFocus, onFocused, onKeyDown }: CallRowProps) {
  const t = useTranslate();
  const formats = useFormats();
  const button = useRef<HTMLButtonElement>(null);
  const name = callerName(call, t);
  const outcome = outcomeText(call, t);
  const Icon = iconOf(call);
  const missed = call.outcome === "missed";
  const time = formats.time(call.startedAt);

  useEffect(() => {
    if (wantsFocus.current !== call.key) return;
    wantsFocus.current = undefined;
    button.current?.focus();
  });

  const details = [
    // The name stands above; who has one has a company or is known by his number.
    call.caller === undefined ? undefined : (call.caller.company ?? call.displayNumber ?? call.number),
    call.lineName === undefined ? undefined : t("calls.viaLine", { line: call.lineName }),
  ].filter((part) => part !== undefined);
  const talked = call.durationSeconds !== undefined && call.durationSeconds > 0 && call.outcome !== "missed";

  return (
    <div className={`call-row${missed ? " call-row-missed" : ""}${call.unseen ? " call-row-unseen" : ""}`}>
      <span className="call-row-icon" title={t(`calls.${call.direction}`)}>
        <Icon size={16} aria-hidden="true" />
        <span className="visually-hidden">{t(`calls.${call.direction}`)}</span>
      </span>
      <div className="call-row-text">
        <p className="call-row-name">
          <span className="call-row-who">{name}</span>
          {call.unseen && (
            <span className="call-row-new">
              <span className="visually-hidden">{t("calls.new")}</span>
            </span>
          )}
        </p>
        <p className="call-row-details tabular" title={details.join(" · ")}>
          {showsOutcome(call) && <span className="call-row-outcome">{outcome}</span>}
          {showsOutcome(call) && details.length > 0 && " · "}
          {details.join(" · ")}
        </p>
      </div>
      <div className="call-row-when tabular">
        <time dateTime={new Date(call.startedAt).toISOString()}>{time}</time>
        {talked && call.durationSeconds !== undefined && (
          <span className="call-row-length">{formats.roughLength(call.durationSeconds)}</span>
        )}
      </div>
      {call.number !== undefined ? (
        <CallButton
          ref={button}
          number={call.number}
          name={name}
          excludeFromTabOrder={!isTabStop}
          onFocus={onFocused}
          onKeyDown={onKeyDown}
        />
      ) : (
        <span className="call-row-no-button" />
      )}
    </div>
  );
}

/** "Answered" goes without saying: the length stands there. */
function showsOutcome(call: ShownCall): boolean {
  return call.outcome !== "answered" || call.expired !== undefined || call.durationSeconds === undefined;
}

function iconOf(call: ShownCall) {
  switch (call.outcome) {
    case "missed":
      return PhoneMissed;
    case "answered-elsewhere":
      return Users;
    case "no-answer":
      return PhoneOff;
    case "transferred":
      return PhoneForwarded;
    default:
      return call.direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  }
}
