import { useRef, useState } from "react";
import { Form } from "react-aria-components/Form";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useEscape } from "../../ui/use-escape.ts";
import { IntervalSelect } from "./interval-select.tsx";
import "./source-form.css";

/** What can be changed of a source: its name, and of one on a server how often and as whom it is asked. */
export function SourceForm({ source, onClose }: { source: ShownSource; onClose(): void }) {
  const t = useTranslate();
  const { run, busy, problem } = useCommand("sources.update");
  const [name, setName] = useState(source.name);
  const [minutes, setMinutes] = useState(source.everyMinutes);
  const [username, setUsername] = useState(source.username ?? "");
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const isOnServer = source.kind === "url" || source.kind === "carddav";
  const nameMissing = name.trim() === "";
  const form = useRef<HTMLFormElement>(null);
  useEscape(form, onClose);

  const save = async () => {
    setTried(true);
    if (nameMissing) return;
    const result = await run({
      source: source.id,
      name: name.trim(),
      ...(minutes === undefined ? {} : { everyMinutes: minutes }),
      ...(username.trim() === (source.username ?? "") ? {} : { username: username.trim() }),
      ...(password === "" ? {} : { password }),
    });
    if (result.ok) onClose();
  };

  return (
    <Form
      ref={form}
      className="source-form"
      aria-label={t("sources.changeTitle")}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t("sources.name")}
        autoFocus
        maxLength={100}
        value={name}
        error={isTried && nameMissing ? t("sources.nameMissing") : undefined}
        onChange={setName}
      />
      {minutes !== undefined && <IntervalSelect value={minutes} onChange={setMinutes} />}
      {isOnServer && (
        <>
          <TextInput
            label={t("sources.username")}
            maxLength={200}
            autoComplete="off"
            value={username}
            onChange={setUsername}
          />
          <TextInput
            label={t("sources.password")}
            type="password"
            maxLength={500}
            autoComplete="off"
            hint={t("sources.passwordKept")}
            value={password}
            onChange={setPassword}
          />
        </>
      )}
      {problem !== undefined && <ProblemBox title={t("sources.notSaved")} problem={problem} />}
      <div className="source-form-actions">
        <Button look="primary" type="submit" isPending={busy}>
          {t("sources.save")}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
    </Form>
  );
}
