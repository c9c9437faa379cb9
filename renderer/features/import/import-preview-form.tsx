import { useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components/Form";
import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { CsvColumns } from "./csv-columns.tsx";
import { FirstContact } from "./first-contact.tsx";
import type { ImportDraft } from "./import-draft.ts";
import { PreviewContacts } from "./preview-contacts.tsx";

interface ImportPreviewFormProps {
  draft: ImportDraft;
  preview: ImportPreview;
  /** @param formerAt of the result that the source had before, Unix milliseconds */
  onImported(source: string, formerAt: number | undefined): void;
}

/** How the file is read, what comes of it, and what the source is to be called. */
export function ImportPreviewForm({ draft, preview, onImported }: ImportPreviewFormProps) {
  const t = useTranslate();
  const { sources } = useSnapshot();
  const start = useCommand("contacts.import");
  const { replaces } = preview;
  const [name, setName] = useState(replaces?.name ?? preview.fileName.replace(/\.[^.]*$/, ""));
  const former = sources.find(({ id }) => id === replaces?.source);
  const [watch, setWatch] = useState(former?.kind !== "file");
  const [isTried, setTried] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const isStarting = useRef(false);
  const head = useRef<HTMLHeadingElement>(null);
  const nameMissing = name.trim() === "";

  // Columns are there to be looked at first; a file of cards can be imported at once.
  const hasColumns = preview.csv !== undefined;
  useEffect(() => {
    if (hasColumns) head.current?.focus();
  }, [hasColumns]);

  const submit = async () => {
    setTried(true);
    if (nameMissing || isStarting.current) return;
    isStarting.current = true;
    // What was said last of the columns counts, also where he is quicker than the reading.
    const read = await draft.settled();
    if (read !== undefined && isNothing(read)) setEmpty(true);
    else if (read !== undefined) {
      const result = await start.run({ draft: preview.draft, name: name.trim(), watch });
      if (result.ok) onImported(result.value.source, former?.result?.at);
    }
    isStarting.current = false;
  };

  return (
    <Form
      className="import-preview"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="import-file">
        <h3 className="import-file-name" ref={head} tabIndex={-1}>
          {preview.fileName}
        </h3>
        <Button look="link" onPress={() => void draft.choose()}>
          {t("importing.chooseOther")}
        </Button>
      </div>
      {draft.problem !== undefined && <ProblemBox title={t("importing.notRead")} problem={draft.problem} />}
      {replaces !== undefined && <p className="import-replaces">{t("importing.replaces", { name: replaces.name })}</p>}
      {preview.csv !== undefined && draft.mapping !== undefined && (
        <CsvColumns csv={preview.csv} mapping={draft.mapping} onChange={draft.map} />
      )}
      <PreviewContacts preview={preview} />
      <TextInput
        label={t("importing.name")}
        maxLength={100}
        value={name}
        error={isTried && nameMissing ? t("importing.nameMissing") : undefined}
        onChange={setName}
      />
      <SwitchRow label={t("importing.watch")} isSelected={watch} onChange={setWatch} />
      {isEmpty && isNothing(preview) && (
        <p className="import-warning" role="alert">
          {t(hasColumns ? "importing.noneYet" : "importing.noneInFile")}
        </p>
      )}
      {start.problem !== undefined && <ProblemBox title={t("importing.notStarted")} problem={start.problem} />}
      <div className="import-start">
        {hasColumns && <FirstContact contacts={preview.contacts} />}
        <Button look="primary" type="submit" autoFocus={!hasColumns} isPending={start.busy}>
          {t(replaces === undefined ? "importing.start" : "importing.startAgain")}
        </Button>
      </div>
    </Form>
  );
}

/** Cards with pictures are long: where only the beginning was looked into, there may be contacts further on. */
function isNothing({ format, sample }: ImportPreview): boolean {
  return sample.contacts === 0 && (sample.whole || format === "csv");
}
