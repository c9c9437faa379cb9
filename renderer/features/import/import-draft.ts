import { useCallback, useEffect, useRef, useState } from "react";
import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";

export interface ImportDraft {
  /** The chosen file as it would be imported. */
  preview: ImportPreview | undefined;
  /** As it was chosen here; the preview may still be of the one before. */
  mapping: CsvMapping | undefined;
  /** Something is being read. */
  busy: boolean;
  problem: Problem | undefined;
  /** Asks for a file. */
  choose(): Promise<void>;
  /** Reads the file another way; an older answer never takes the place of a newer one. */
  map(mapping: CsvMapping): void;
  /** It has become a source. */
  forget(): void;
}

/** A file that was chosen and looked into, until it is imported or the page is left. */
export function useImportDraft(): ImportDraft {
  const { bridge } = useSidetone();
  const [preview, setPreview] = useState<ImportPreview>();
  const [mapping, setMapping] = useState<CsvMapping>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const draft = useRef<string>(undefined);
  const asked = useRef(0);

  const drop = useCallback(() => {
    if (draft.current !== undefined) void sendRequest(bridge, "contacts.dropDraft", { draft: draft.current });
    draft.current = undefined;
  }, [bridge]);
  useEffect(() => drop, [drop]);

  const choose = useCallback(async () => {
    asked.current += 1;
    const asking = asked.current;
    setBusy(true);
    setProblem(undefined);
    const result = await sendRequest(bridge, "contacts.chooseFile", undefined);
    if (asking !== asked.current) return;
    setBusy(false);
    if (!result.ok) {
      setProblem(result);
      return;
    }
    const chosen = result.value.preview;
    if (chosen === undefined) return;
    drop();
    draft.current = chosen.draft;
    setPreview(chosen);
    setMapping(chosen.csv?.mapping);
  }, [bridge, drop]);

  const map = useCallback(
    (next: CsvMapping) => {
      setMapping(next);
      const chosen = draft.current;
      if (chosen === undefined) return;
      asked.current += 1;
      const asking = asked.current;
      setBusy(true);
      void sendRequest(bridge, "contacts.preview", { draft: chosen, mapping: next }).then((result) => {
        if (asking !== asked.current) return;
        setBusy(false);
        setProblem(result.ok ? undefined : result);
        if (!result.ok) return;
        setPreview(result.value.preview);
        setMapping(result.value.preview.csv?.mapping);
      });
    },
    [bridge],
  );

  const forget = useCallback(() => {
    draft.current = undefined;
    setPreview(undefined);
    setMapping(undefined);
  }, []);

  return { preview, mapping, busy, problem, choose, map, forget };
}
