import { useState } from "react";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { IntervalSelect, USUAL_MINUTES } from "./interval-select.tsx";
import { passwordHint } from "./password-hint.ts";
import { SubscribeForm } from "./subscribe-form.tsx";
import { useSubscribe } from "./use-subscribe.ts";

/** A vCard or CSV file at an https address, fetched again and again. */
export function SubscribeUrl() {
  const t = useTranslate();
  const { settings } = useSnapshot();
  const { run, busy, problem, refusals, clearProblem } = useSubscribe();
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [everyMinutes, setEveryMinutes] = useState(USUAL_MINUTES);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [misses, setMisses] = useState(0);
  const isMissing = misses > 0 && url.trim() === "";
  const isRefused = problem?.code.startsWith("url-") === true;

  const submit = () => {
    if (url.trim() === "") {
      setMisses((count) => count + 1);
      return;
    }
    void run({ kind: "url", url: url.trim(), name: name.trim(), username: username.trim(), password, everyMinutes });
  };
  // Beside the field that is wrong, else beside the button that was pressed.
  const trouble = problem !== undefined && <ProblemBox title={t("sources.notAdded")} problem={problem} />;
  return (
    <SubscribeForm
      title={t("sources.subscribe.urlTitle")}
      isDirty={[url, name, username, password].some((text) => text.trim() !== "")}
      busy={busy}
      submitText={t("sources.subscribe.add")}
      wrongCount={misses + refusals}
      onSubmit={submit}
    >
      <p className="subscribe-form-hint">{t("sources.subscribe.urlExplanation")}</p>
      {isRefused && trouble}
      <TextInput
        label={t("sources.subscribe.address")}
        placeholder="https://"
        hint={t("sources.subscribe.addressHint")}
        value={url}
        onChange={(typed) => {
          setUrl(typed);
          clearProblem();
        }}
        inputMode="url"
        autoComplete="off"
        spellCheck="false"
        maxLength={2000}
        autoFocus
        isRequired
        isInvalid={isRefused}
        error={isMissing ? t("sources.subscribe.addressMissing") : undefined}
      />
      <TextInput label={t("sources.subscribe.name")} value={name} onChange={setName} maxLength={100} />
      <IntervalSelect value={everyMinutes} onChange={setEveryMinutes} />
      <TextInput
        label={t("sources.subscribe.optionalUsername")}
        value={username}
        onChange={setUsername}
        autoComplete="off"
        maxLength={200}
      />
      <TextInput
        label={t("sources.subscribe.optionalPassword")}
        type="password"
        hint={passwordHint(settings, t)}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        maxLength={500}
      />
      {!isRefused && trouble}
    </SubscribeForm>
  );
}
