import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { defined } from "../../../shared/defined.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { IntervalSelect } from "./interval-select.tsx";
import { passwordHint } from "./password-hint.ts";

interface SourceFormProps {
  source: ShownSource;
  /** Whether he came to correct user name or password. */
  isForAccess: boolean;
  onSaved(name: string): void;
  onCancel(): void;
}

/** What of a source can be changed. The password goes in and never comes back. */
export function SourceForm({ source, isForAccess, onSaved, onCancel }: SourceFormProps) {
  const t = useTranslate();
  const { settings } = useSnapshot();
  const { run, busy, problem } = useCommand("sources.update");
  const [name, setName] = useState(source.name);
  const [everyMinutes, setEveryMinutes] = useState(source.everyMinutes);
  const [username, setUsername] = useState(source.username ?? "");
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isRemote = source.kind === "url" || source.kind === "carddav";
  const isNameMissing = name.trim() === "";

  useEffect(() => {
    if (isForAccess) form.current?.querySelector<HTMLElement>("input[type=password]")?.focus();
  }, [isForAccess]);

  const save = async () => {
    setTried(true);
    if (busy) return;
    if (isNameMissing) {
      form.current?.querySelector("input")?.focus();
      return;
    }
    const user = username.trim();
    const changes = defined({
      name: name.trim() === source.name ? undefined : name.trim(),
      everyMinutes: everyMinutes === source.everyMinutes ? undefined : everyMinutes,
      username: isRemote && user !== (source.username ?? "") ? user : undefined,
      // Without a user name there is no password either.
      password: password !== "" ? password : isRemote && user === "" && source.username ? "" : undefined,
    });
    if (Object.keys(changes).length > 0) {
      const result = await run({ source: source.id, ...changes });
      if (!result.ok) return;
      setPassword("");
    }
    onSaved(name.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <form ref={form} className="source-form" onSubmit={submit} noValidate>
      <TextInput
        label={t("sources.name")}
        value={name}
        onChange={setName}
        maxLength={100}
        isRequired
        error={isTried && isNameMissing ? t("sources.nameMissing") : undefined}
      />
      {isRemote && (
        <>
          {everyMinutes !== undefined && <IntervalSelect value={everyMinutes} onChange={setEveryMinutes} />}
          <TextInput
            label={t("sources.username")}
            value={username}
            onChange={setUsername}
            autoComplete="off"
            maxLength={200}
          />
          <TextInput
            label={t("sources.password")}
            type="password"
            placeholder={t("sources.passwordKept")}
            hint={passwordHint(settings, t)}
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            maxLength={500}
          />
        </>
      )}
      {problem !== undefined && <ProblemBox title={t("sources.notSaved")} problem={problem} />}
      <div className="source-actions">
        <Button type="submit" look="primary" isPending={busy}>
          {t("sources.save")}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  );
}
