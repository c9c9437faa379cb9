import { useState } from "react";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { asksForServer, type Provider, providerOf, providers, serverOf } from "./carddav-provider.ts";
import { ChooseAddressBooks } from "./choose-address-books.tsx";
import { IntervalSelect, USUAL_MINUTES } from "./interval-select.tsx";
import { passwordHint } from "./password-hint.ts";
import { SubscribeForm } from "./subscribe-form.tsx";
import { useSubscribe } from "./use-subscribe.ts";

/** With these two-factor login is usual, and the password that one knows is refused. */
const wantsAppPassword: readonly Provider[] = ["nextcloud", "icloud", "fastmail"];

/** A person's address books on a server. Where there are several, the second step asks which. */
export function SubscribeCardDav() {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { settings } = useSnapshot();
  const { run, busy, problem, refusals, clearProblem } = useSubscribe();
  const [chosenProvider, setProvider] = useState<Provider>("other");
  const [server, setServer] = useState("");
  const [name, setName] = useState("");
  const [everyMinutes, setEveryMinutes] = useState(USUAL_MINUTES);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [misses, setMisses] = useState(0);
  const [books, setBooks] = useState<readonly { url: string; name: string }[]>();

  // Who types an iCloud address need not know that he could have chosen it above.
  const provider = chosenProvider === "other" ? (providerOf(server) ?? "other") : chosenProvider;
  const isServerAsked = asksForServer(chosenProvider);
  const isEmail = isServerAsked && /^[^\s@/]+@[^\s@/]+$/.test(server.trim());
  const user = username.trim() === "" && isEmail ? server.trim() : username.trim();
  // A server of one's own may ask for neither.
  const isAccessWanted = provider !== "other" || user !== "" || password !== "";
  const isTried = misses > 0;
  const isServerMissing = isServerAsked && server.trim() === "";
  const isUserMissing = isAccessWanted && user === "";
  const isPasswordMissing = isAccessWanted && password === "";
  const isUrlRefused = problem !== undefined && /^url-|^source-unreachable$/.test(problem.code);
  const isLoginRefused = problem?.code === "source-credentials";

  const subscribe = (addressBooks?: string[]) =>
    run({
      kind: "carddav",
      url: serverOf(provider, server),
      name: name.trim(),
      username: user,
      password,
      everyMinutes,
      ...(addressBooks === undefined ? {} : { addressBooks }),
    });
  const submit = async () => {
    if (provider === "google") return;
    if (isServerMissing || isUserMissing || isPasswordMissing) {
      setMisses((count) => count + 1);
      return;
    }
    setBooks(await subscribe());
  };

  if (books !== undefined) {
    return (
      <ChooseAddressBooks
        books={books}
        busy={busy}
        problem={problem}
        onBack={() => {
          clearProblem();
          setBooks(undefined);
        }}
        onChosen={(urls) => void subscribe(urls)}
      />
    );
  }
  // Beside the field that is wrong, else beside the button that was pressed.
  const isFieldRefused = isUrlRefused || isLoginRefused;
  const trouble = problem !== undefined && (
    <ProblemBox title={t("sources.notAdded")} problem={problem}>
      {isLoginRefused && wantsAppPassword.includes(provider) && <p>{t("sources.subscribe.appPassword")}</p>}
    </ProblemBox>
  );
  return (
    <SubscribeForm
      title={t("sources.subscribe.carddavTitle")}
      isDirty={[server, name, username, password].some((text) => text.trim() !== "")}
      busy={busy}
      submitText={provider === "google" ? undefined : t("sources.subscribe.find")}
      wrongCount={misses + refusals}
      onSubmit={() => void submit()}
    >
      <Choice
        look="bar"
        label={t("sources.subscribe.provider")}
        value={chosenProvider}
        options={providers.map((value) => ({ value, text: t(`sources.subscribe.providers.${value}`) }))}
        onChange={(value) => {
          setProvider(value);
          setMisses(0);
          clearProblem();
        }}
      />
      <div className={`subscribe-form-note${provider === "google" ? " subscribe-form-warning" : ""}`}>
        <p role="status">{t(`sources.subscribe.hints.${provider}`)}</p>
        {provider === "google" && (
          <Button onPress={() => shows.replace({ kind: "import" })}>{t("sources.import")}</Button>
        )}
      </div>
      {isFieldRefused && trouble}
      {isServerAsked && (
        <TextInput
          label={t(provider === "nextcloud" ? "sources.subscribe.serverAddress" : "sources.subscribe.serverOrEmail")}
          {...(provider === "nextcloud" ? { placeholder: "https://" } : {})}
          value={server}
          onChange={(typed) => {
            setServer(typed);
            clearProblem();
          }}
          autoComplete="off"
          spellCheck="false"
          maxLength={2000}
          autoFocus
          isRequired
          isInvalid={isUrlRefused}
          error={isTried && isServerMissing ? t("sources.subscribe.serverMissing") : undefined}
        />
      )}
      {chosenProvider !== "google" && (
        <>
          <TextInput
            label={t("sources.username")}
            {...(isEmail ? { hint: t("sources.subscribe.emailAsUsername") } : {})}
            value={username}
            onChange={(typed) => {
              setUsername(typed);
              clearProblem();
            }}
            autoComplete="off"
            spellCheck="false"
            maxLength={200}
            isInvalid={isTried && isUserMissing}
          />
          <TextInput
            label={t("sources.password")}
            type="password"
            hint={passwordHint(settings, t)}
            value={password}
            onChange={(typed) => {
              setPassword(typed);
              clearProblem();
            }}
            autoComplete="new-password"
            maxLength={500}
            isInvalid={(isTried && isPasswordMissing) || isLoginRefused}
            error={isTried && (isUserMissing || isPasswordMissing) ? t("sources.subscribe.accessMissing") : undefined}
          />
          <IntervalSelect value={everyMinutes} onChange={setEveryMinutes} />
          <TextInput label={t("sources.subscribe.name")} value={name} onChange={setName} maxLength={100} />
        </>
      )}
      {!isFieldRefused && trouble}
    </SubscribeForm>
  );
}
