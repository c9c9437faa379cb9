import PhoneCall from "lucide-react/icons/phone-call";
import PhoneForwarded from "lucide-react/icons/phone-forwarded";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import PhoneMissed from "lucide-react/icons/phone-missed";
import PhoneOff from "lucide-react/icons/phone-off";
import PhoneOutgoing from "lucide-react/icons/phone-outgoing";
import UserPlus from "lucide-react/icons/user-plus";
import { conversationText } from "../../../shared/i18n/conversation-text.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { CallButton } from "../calls/call-button.tsx";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";
import { pageOfCall } from "../calls/page-of-call.ts";
import { CallWhy } from "../matches/call-why.tsx";
import { CallCard } from "./call-card.tsx";
import { TalkTime } from "./talk-time.tsx";

/** One call now: how far it is, who it is, and on which line. */
export function LiveCall({ call }: { call: ShownCall }) {
  const t = useTranslate();
  const phone = usePhoneToLift(call);
  const formats = useFormats();
  const { shows } = useSidetone();
  const name = callerName(call, t);
  const page = pageOfCall(call);
  const details = [
    call.caller?.company,
    call.caller === undefined ? undefined : (call.displayNumber ?? call.number),
  ].filter((part) => part !== undefined);

  const origin = [
    call.lineName === undefined ? undefined : t("calls.viaLine", { line: call.lineName }),
    call.transferredFrom === undefined ? undefined : t("calls.transferredFrom", { localNumber: call.transferredFrom }),
  ].filter((part) => part !== undefined);

  return (
    <CallCard
      tone={toneOf(call)}
      Icon={iconOf(call)}
      phase={[phaseText(), ...origin].join(" · ")}
      aside={call.phase === "talking" && call.answeredAt !== undefined && <TalkTime since={call.answeredAt} />}
      name={name}
      details={details}
      onOpen={page === undefined ? undefined : () => shows.open(page)}
      why={call.direction === "incoming" && <CallWhy call={call} />}
      notes={notes()}
      action={action()}
    />
  );

  function notes(): string[] {
    if (call.phase === "lift-phone") return [t("dial.thenCalls")];
    const last = call.lastConversation;
    return [call.caller?.note, last === undefined ? undefined : conversationText(last, formats, t, Date.now())].filter(
      (note) => note !== undefined,
    );
  }

  function action() {
    // As wide as the button of the dial's own card, which this card took the place of.
    if (call.phase === "lift-phone") return <span className="call-card-no-button" />;
    if (call.number === undefined) return null;
    if (call.phase === "ended") return <CallButton number={call.number} name={name} />;
    if (call.caller !== undefined || page === undefined) return null;
    return (
      <Button
        look="quiet"
        iconOnly
        aria-label={t("people.addNumber", { number: call.displayNumber ?? call.number })}
        onPress={() => shows.open(page)}
      >
        <UserPlus size={18} aria-hidden="true" />
      </Button>
    );
  }

  function phaseText(): string {
    switch (call.phase) {
      case "ringing":
        return t("calls.ringing");
      case "lift-phone":
        return phone === undefined ? t("dial.liftPhone") : t("dial.liftPhoneNamed", { phone });
      case "calling":
        return t("calls.calling");
      case "talking":
        return t("calls.talking");
      case "ended":
        return outcomeText(call, t);
    }
  }
}

/** The name of the phone that rings for a call that was dialled from here, when it is known. */
function usePhoneToLift(call: ShownCall): string | undefined {
  const { identity } = useSnapshot();
  const ringing = call.phones.at(-1);
  return identity?.phones.find((phone) => phone.localNumber === ringing)?.name;
}

function iconOf(call: ShownCall) {
  if (call.phase === "lift-phone") return PhoneCall;
  if (call.phase !== "ended") return call.direction === "incoming" ? PhoneIncoming : PhoneOutgoing;
  switch (call.outcome) {
    case "missed":
      return PhoneMissed;
    case "transferred":
    case "answered-elsewhere":
      return PhoneForwarded;
    default:
      return PhoneOff;
  }
}

function toneOf(call: ShownCall): "ringing" | "talking" | "missed" | "ended" {
  switch (call.phase) {
    case "ringing":
    case "lift-phone":
    case "calling":
      return "ringing";
    case "talking":
      return "talking";
    case "ended":
      return call.outcome === "missed" ? "missed" : "ended";
  }
}
