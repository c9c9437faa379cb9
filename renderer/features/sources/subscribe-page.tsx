import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { Page } from "../views/page.tsx";
import { AddressBooks } from "./address-books.tsx";
import { CarddavHelp } from "./carddav-help.tsx";
import { IntervalSelect } from "./interval-select.tsx";
import "./subscribe-page.css";

const HOUR = 60;

/** A list on the web, or a server's address books: where it is, as whom it is asked, and how often. */
export function SubscribePage({ to }: { to: "url" | "carddav" }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { run, busy, problem } = useCommand("sources.subscribe");
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [everyMinutes, setEveryMinutes] = useState(HOUR);
  const [isTried, setTried] = useState(false);
  const [found, setFound] = useState<{ url: string; name: string }[]>();
  const isCarddav = to === "carddav";

  const subscribe = async (addressBooks?: string[]) => {
    setTried(true);
    if (url.trim() === "") return;
    const result = await run({
      ...{ kind: to, url: url.trim(), name, username, password, everyMinutes },
      ...(addressBooks === undefined ? {} : { addressBooks }),
    });
    if (!result.ok) return;
    if (result.value.next === "choose") setFound(result.value.addressBooks);
    else shows.back();
  };

  const title = t(isCarddav ? "subscribe.carddavTitle" : "subscribe.urlTitle");
  const failure = problem !== undefined && <ProblemBox title={t("subscribe.failed")} problem={problem} />;
  if (found !== undefined) {
    return (
      <Page title={title} onBack={() => setFound(undefined)}>
        <AddressBooks
          addressBooks={found}
          isBusy={busy}
          onChoose={(chosen) => void subscribe(chosen)}
          onBack={() => setFound(undefined)}
        />
        {failure}
      </Page>
    );
  }
  return (
    <Page title={title}>
      <Form
        className="subscribe"
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          void subscribe();
        }}
      >
        <TextInput
          label={t("subscribe.address")}
          autoFocus
          type={isCarddav ? "text" : "url"}
          spellCheck="false"
          autoComplete="off"
          maxLength={2000}
          placeholder={isCarddav ? "sky.firma.dk" : "https://firma.dk/kontakter.vcf"}
          hint={t(isCarddav ? "subscribe.carddavHint" : "subscribe.urlHint")}
          error={isTried && url.trim() === "" ? t("subscribe.addressMissing") : undefined}
          value={url}
          onChange={setUrl}
        />
        <TextInput
          label={t("sources.username")}
          autoComplete="off"
          maxLength={200}
          {...(isCarddav ? {} : { hint: t("subscribe.accessUrl") })}
          value={username}
          onChange={setUsername}
        />
        <TextInput
          label={t("sources.password")}
          type="password"
          autoComplete="off"
          maxLength={500}
          hint={t("subscribe.passwordHint")}
          value={password}
          onChange={setPassword}
        />
        <TextInput
          label={t("sources.name")}
          maxLength={100}
          hint={t("subscribe.nameHint")}
          value={name}
          onChange={setName}
        />
        <IntervalSelect value={everyMinutes} onChange={setEveryMinutes} />
        {failure}
        <div className="source-form-actions">
          <Button look="primary" type="submit" isPending={busy}>
            {t(isCarddav ? "subscribe.connect" : "subscribe.add")}
          </Button>
          <Button look="quiet" onPress={shows.back}>
            {t("common.cancel")}
          </Button>
        </div>
      </Form>
      {isCarddav && <CarddavHelp />}
    </Page>
  );
}
