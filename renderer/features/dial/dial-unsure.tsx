import PhoneCall from "lucide-react/icons/phone-call";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import "./dial-unsure.css";

/** The PBX did not answer: his phone may ring or not, so that nothing invites him to ask a second time. */
export function DialUnsure({ name, code, onClose }: { name: string; code: string | undefined; onClose(): void }) {
  const t = useTranslate();
  return (
    <div className="dial-unsure" role="alert">
      <PhoneCall size={16} aria-hidden="true" />
      <div className="dial-unsure-text">
        <p className="dial-unsure-title">{t("dial.unsureTitle", { name })}</p>
        <p>
          {t("dial.unsure")}{" "}
          {code !== undefined && <span className="problem-code">{t("common.supportCode", { code })}</span>}
        </p>
        <Button onPress={onClose}>{t("common.close")}</Button>
      </div>
    </div>
  );
}
