import PhoneCall from "lucide-react/icons/phone-call";
import X from "lucide-react/icons/x";
import type { DialState } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { CallCard } from "../live-calls/call-card.tsx";
import { DialProblem } from "./dial-problem.tsx";
import { dialStep } from "./dial-step.ts";
import { DialUnsure } from "./dial-unsure.tsx";
import { useDialler } from "./dialler.tsx";

/** A call that was asked for, until the PBX's own events take over: asking, "your phone rings", or why not. */
export function DialProgress({ dial }: { dial: DialState }) {
  const t = useTranslate();
  const dismiss = useCommand("dial.dismiss");
  const again = useDialler();
  const name = dial.name ?? dial.displayNumber;
  const close = () => void dismiss.run(undefined);

  switch (dial.state) {
    case "failed": {
      const problem = dial.problem ?? { code: "internal", message: "" };
      return (
        <DialProblem title={t("dial.failedTo", { name })} problem={problem}>
          <Button isPending={again.busy} onPress={() => void again.dial(dial.number)}>
            {t("common.tryAgain")}
          </Button>
          <Button look="quiet" onPress={close}>
            {t("common.close")}
          </Button>
        </DialProblem>
      );
    }
    case "unsure":
      return <DialUnsure name={name} code={dial.problem?.code} onClose={close} />;
    default:
      return (
        <CallCard
          tone="ringing"
          Icon={PhoneCall}
          phase={dialStep(dial, t)}
          name={name}
          details={[dial.company, dial.name === undefined ? undefined : dial.displayNumber].filter(
            (part) => part !== undefined,
          )}
          notes={dial.state === "lift-phone" ? [t("dial.thenCalls")] : []}
          action={
            dial.state === "lift-phone" && (
              <Button look="quiet" iconOnly aria-label={t("dial.dismiss")} onPress={close}>
                <X size={16} aria-hidden="true" />
              </Button>
            )
          }
        />
      );
  }
}
