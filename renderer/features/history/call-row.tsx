import PhoneForwarded from "lucide-react/icons/phone-forwarded";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import PhoneMissed from "lucide-react/icons/phone-missed";
import PhoneOff from "lucide-react/icons/phone-off";
import PhoneOutgoing from "lucide-react/icons/phone-outgoing";
import Users from "lucide-react/icons/users";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { KeyboardEvent } from "react-aria-components";
import { Button } from "react-aria-components/Button";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CallButton } from "../calls/call-button.tsx";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";
import { pageOfCall } from "../calls/page-of-call.ts";
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

/**
 * One call that has been: which way, who, how it ended and when. Its name opens the caller's card; the arrows to the sides
 * go between that and the call button.
 */
export function CallRow({ call, isTabStop, wantsFocus, onFocused, onKeyDown }: CallRowProps) {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const button = useRef<HTMLButtonElement>(null);
  const open = useRef<HTMLButtonElement>(null);
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
      {main(
        <>
          <span className="call-row-icon" title={t(`calls.${call.direction}`)}>
            <Icon size={16} aria-hidden="true" />
            <span className="visually-hidden">{t(`calls.${call.direction}`)}</span>
          </span>
          <span className="call-row-text">
            <span className="call-row-name">
              <span className="call-row-who">{name}</span>
              {call.unseen && (
                <span className="call-row-new">
                  <span className="visually-hidden">{t("calls.new")}</span>
                </span>
              )}
            </span>
            <span className="call-row-details tabular" title={details.join(" · ")}>
              {showsOutcome(call) && <span className="call-row-outcome">{outcome}</span>}
              {showsOutcome(call) && details.length > 0 && " · "}
              {details.join(" · ")}
            </span>
          </span>
          <span className="call-row-when tabular">
            <time dateTime={new Date(call.startedAt).toISOString()}>{time}</time>
            {talked && call.durationSeconds !== undefined && (
              <span className="call-row-length">{formats.roughLength(call.durationSeconds)}</span>
            )}
          </span>
        </>,
      )}
      {call.number !== undefined ? (
        <CallButton
          ref={button}
          number={call.number}
          name={name}
          excludeFromTabOrder={!isTabStop}
          onFocus={onFocused}
          onKeyDown={(event) => {
            if (event.key === "ArrowLeft" && open.current !== null) {
              event.preventDefault();
              open.current.focus();
            } else onKeyDown(event);
          }}
        />
      ) : (
        <span className="call-row-no-button" />
      )}
    </div>
  );

  function main(content: ReactNode) {
    const page = pageOfCall(call);
    if (page === undefined) return <div className="call-row-main">{content}</div>;
    return (
      <Button
        ref={open}
        className="call-row-main"
        excludeFromTabOrder
        onPress={() => shows.open(page)}
        onFocus={onFocused}
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") {
            event.preventDefault();
            button.current?.focus();
          } else onKeyDown(event);
        }}
      >
        {content}
      </Button>
    );
  }
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
