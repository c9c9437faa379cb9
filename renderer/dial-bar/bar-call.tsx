import PhoneCall from "lucide-react/icons/phone-call";
import type { BarView } from "../../shared/ipc/dial-bar.ts";
import { useTranslate } from "../i18n/use-translate.ts";
import { ProblemBox } from "../ui/problem-box.tsx";

/** What becomes of the call that was started here. */
export function BarCall({ call }: { call: NonNullable<BarView["call"]> }) {
  const t = useTranslate();
  const name = call.name ?? call.displayNumber;
  const problem = call.problem ?? { code: "internal", message: "" };
  if (call.state === "failed") return <ProblemBox title={t("dial.failedTo", { name })} problem={problem} />;
  if (call.state === "unsure") {
    return (
      <div className="bar-call bar-unsure" role="alert">
        <PhoneCall size={16} aria-hidden="true" />
        <div>
          <p className="bar-call-title">{t("dial.unsureTitle", { name })}</p>
          <p>{t("dial.unsure")}</p>
        </div>
      </div>
    );
  }
  return (
    <div className="bar-call" role="status">
      <PhoneCall size={16} aria-hidden="true" />
      <div>
        <p className="bar-call-title">{t(call.state === "asking" ? "dial.asking" : "dial.liftPhone")}</p>
        <p className="tabular">{[call.name, call.displayNumber].filter((part) => part !== undefined).join(" · ")}</p>
      </div>
    </div>
  );
}
