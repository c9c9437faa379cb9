import { type FormEvent, useEffect, useRef, useState } from "react";
import type { RequestInput } from "../../../shared/ipc/contract.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import "./erase-calls.css";

const OLD_DAYS = 30;

/** Asked in place: which calls are to go. @param props.onClose with how many went; undefined where he changed his mind */
export function EraseCalls({ onClose }: { onClose(calls: number | undefined): void }) {
  const t = useTranslate();
  const { history } = useSidetone();
  const erase = useCommand("history.erase");
  const [what, setWhat] = useState<"number" | "older" | "all">("number");
  const [number, setNumber] = useState("");
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = what === "number" && number.trim() === "";
    setMissing(missing);
    if (missing || erase.busy) return;
    const result = await erase.run(erasure(what, number));
    if (!result.ok) return;
    // Nothing of what is gone stays in what was looked at, however far back.
    void history.show(history.getState().filter);
    onClose(result.value.calls);
  };
  return (
    <form
      ref={form}
      className="erase-calls"
      aria-label={t("keeping.erase")}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose(undefined);
      }}
    >
      <Choice
        look="list"
        label={t("keeping.which")}
        value={what}
        options={[
          { value: "number", text: t("keeping.ofNumber") },
          { value: "older", text: t("keeping.older", { count: OLD_DAYS }) },
          { value: "all", text: t("keeping.all") },
        ]}
        onChange={(chosen) => {
          setWhat(chosen);
          setMissing(false);
          erase.clearProblem();
        }}
      />
      {what === "number" && (
        <TextInput
          label={t("keeping.number")}
          value={number}
          onChange={(text) => {
            setNumber(text);
            setMissing(false);
            erase.clearProblem();
          }}
          autoComplete="off"
          maxLength={200}
          error={isMissing ? t("keeping.numberMissing") : undefined}
        />
      )}
      <p className="erase-calls-warning">{t("keeping.forGood")}</p>
      {erase.problem !== undefined && <ProblemBox problem={erase.problem} />}
      <div className="settings-actions">
        <Button onPress={() => onClose(undefined)}>{t("common.cancel")}</Button>
        <Button type="submit" look="danger" isPending={erase.busy}>
          {t("keeping.eraseNow")}
        </Button>
      </div>
    </form>
  );
}

function erasure(what: "number" | "older" | "all", number: string): RequestInput<"history.erase"> {
  if (what === "number") return { what, number: number.trim() };
  return what === "older" ? { what, days: OLD_DAYS } : { what };
}
