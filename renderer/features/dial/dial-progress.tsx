import PhoneCall from "lucide-react/icons/phone-call";
import X from "lucide-react/icons/x";
import type { DialState } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { DialProblem } from "./dial-problem.tsx";
import { useDialler } from "./dialler.tsx";
import "./dial-progress.css";

/** A call that was asked for, until the PBX's own events take over: asking, "your phone rings", or why not. */
export function DialProgress({ dial }: { dial: DialState }) {
  const t = useTranslate();
  const dismiss = useCommand("dial.dismiss");
  const again = useDialler();
  const whom = dial.name === undefined ? dial.displayNumber : `${dial.name} (${dial.displayNumber})`;

  if (dial.state === "failed") {
    const problem = dial.problem ?? { code: "internal", message: "" };
    return (
      <DialProblem title={`${t("dial.failed")}: ${whom}`} problem={problem}>
        <Button isPending={again.busy} onPress={() => void again.dial(dial.number)}>
          {t("common.tryAgain")}
        </Button>
        <Button look="quiet" onPress={() => void dismiss.run(undefined)}>
          {t("common.close")}
        </Button>
      </DialProblem>
    );
  }
  return (
    <section className="dial-progress" role="status">
      <PhoneCall size={20} aria-hidden="true" className={dial.state === "lift-phone" ? "dial-progress-rings" : ""} />
      <div className="dial-progress-text">
        <p className="dial-progress-state">
          {dial.state === "asking"
            ? t("dial.asking")
            : dial.phone === undefined
              ? t("dial.liftPhone")
              : t("dial.liftPhoneNamed", { phone: dial.phone })}
        </p>
        <p className="tabular">{t("dial.toNumber", { name: whom })}</p>
      </div>
      {dial.state === "lift-phone" && (
        <Button look="quiet" iconOnly aria-label={t("dial.dismiss")} onPress={() => void dismiss.run(undefined)}>
          <X size={16} aria-hidden="true" />
        </Button>
      )}
    </section>
  );
}
