import { useState } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Page } from "../views/page.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { useImportDraft } from "./import-draft.ts";
import { ImportPreviewForm } from "./import-preview-form.tsx";
import { ImportResult } from "./import-result.tsx";
import "./import-page.css";

/** From a file to contacts: choose it, see how it is read and correct that, import it, and hear how it went. */
export function ImportPage() {
  const t = useTranslate();
  const draft = useImportDraft();
  const [started, setStarted] = useState<{ source: string; formerAt: number | undefined }>();

  return (
    <Page title={t("importing.title")}>
      {started !== undefined ? (
        <ImportResult {...started} onAnother={() => setStarted(undefined)} />
      ) : draft.preview === undefined ? (
        <ChooseFile draft={draft} />
      ) : (
        <ImportPreviewForm
          key={draft.preview.draft}
          draft={draft}
          preview={draft.preview}
          onImported={(source, formerAt) => {
            draft.forget();
            setStarted({ source, formerAt });
          }}
        />
      )}
    </Page>
  );
}
