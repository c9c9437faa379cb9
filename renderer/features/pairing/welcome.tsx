import { type FormEvent, useState } from "react";
import { readShortCode } from "../../../shared/pairing/short-code.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Mark } from "../../ui/mark.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import "./welcome.css";

interface WelcomeProps {
  /** He has no invitation. */
  onOtherWay(way: "login" | "direct"): void;
  /** Present when there is something to go back to: the computer is paired already. */
  onBack?: () => void;
}

/** First start, or a new invitation: what Sidetone is, and the one thing it needs. */
export function Welcome({ onOtherWay, onBack }: WelcomeProps) {
  const t = useTranslate();
  const { locale, proposedRelay } = useSnapshot();
  const propose = useCommand("pairing.propose");
  const settings = useCommand("settings.update");
  const [invitation, setInvitation] = useState("");
  const [relay, setRelay] = useState(proposedRelay?.relay ?? "");
  const [missing, setMissing] = useState<"invitation" | "relay">();
  // A code that was read out says nothing of where it is good for.
  const isCode = readShortCode(invitation) !== undefined;
  const edited = () => {
    setMissing(undefined);
    propose.clearProblem();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const nothing = missingOf(invitation, isCode, relay);
    setMissing(nothing);
    if (nothing !== undefined || propose.busy) return;
    await propose.run({ link: isCode ? `${invitation.trim()} ${relay.trim()}` : invitation.trim() });
  };

  return (
    <div className="welcome">
      <div className="welcome-intro">
        <span className="welcome-mark">
          <Mark size={36} />
        </span>
        <h1 className="welcome-heading">{onBack === undefined ? t("pairing.welcome") : t("settings.newInvitation")}</h1>
        <p>{t("pairing.explanation")}</p>
      </div>
      <form className="welcome-form" onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t("pairing.link")}
          placeholder={t("pairing.linkPlaceholder")}
          hint={t("pairing.linkHint")}
          value={invitation}
          onChange={(text) => {
            setInvitation(text);
            edited();
          }}
          autoFocus
          autoComplete="off"
          spellCheck="false"
          maxLength={2000}
          isInvalid={missing === "invitation" || propose.problem !== undefined}
        />
        {isCode && (
          <TextInput
            label={t("pairing.relay")}
            placeholder={t("pairing.relayPlaceholder")}
            hint={t("pairing.relayHint")}
            value={relay}
            onChange={(text) => {
              setRelay(text);
              edited();
            }}
            autoComplete="off"
            spellCheck="false"
            maxLength={300}
            isInvalid={missing === "relay" || propose.problem !== undefined}
          />
        )}
        {missing !== undefined && (
          <p className="welcome-missing" role="alert">
            {t(missing === "relay" ? "pairing.relayMissing" : "pairing.linkMissing")}
          </p>
        )}
        {propose.problem !== undefined && <ProblemBox title={t("pairing.problem")} problem={propose.problem} />}
        <Button type="submit" look="primary" isPending={propose.busy}>
          {propose.busy ? t("pairing.checking") : t("pairing.next")}
        </Button>
        {onBack !== undefined && (
          <Button look="quiet" onPress={onBack}>
            {t("common.back")}
          </Button>
        )}
      </form>
      <div className="welcome-other">
        <p>{t("pairing.otherWays")}</p>
        <div className="welcome-ways">
          <Button onPress={() => onOtherWay("login")}>{t("pairing.loginInstead")}</Button>
          <Button onPress={() => onOtherWay("direct")}>{t("pairing.directInstead")}</Button>
        </div>
      </div>
      <div className="welcome-language">
        <Choice
          look="bar"
          label={t("settings.language")}
          labelHidden
          value={locale}
          options={[
            { value: "da", text: t("settings.danish") },
            { value: "en", text: t("settings.english") },
          ]}
          onChange={(language) => void settings.run({ language })}
        />
      </div>
    </div>
  );
}

function missingOf(invitation: string, isCode: boolean, relay: string): "invitation" | "relay" | undefined {
  if (invitation.trim() === "") return "invitation";
  return isCode && relay.trim() === "" ? "relay" : undefined;
}
