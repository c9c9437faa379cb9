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
  /** Reads the file another way. */
  map(mapping: CsvMapping): void;
  /** Waits until the file is read as it was said last. `undefined` where it cannot be read so. */
  settled(): Promise<ImportPreview | undefined>;
  /** It has become a source. */
  forget(): void;
}

/** A file that was chosen and looked into, until it is imported or the page is left. */
export function useImportDraft(): ImportDraft {
  const { bridge } = useSidetone();
  const [preview, setPreview] = useState<ImportPreview>();
  const [mapping, setMapping] = useState<CsvMapping>();
  const [isChoosing, setChoosing] = useState(false);
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const draft = useRef<string>(undefined);
  /** How it is to be read next: whoever goes through a list by arrow key says it many times, and the last counts. */
  const wanted = useRef<CsvMapping>(undefined);
  /** What could not be read, to be tried again. */
  const missed = useRef<CsvMapping>(undefined);
  const reading = useRef<Promise<void>>(undefined);
  const newest = useRef<ImportPreview>(undefined);
  const isLeft = useRef(false);

  const drop = useCallback(() => {
    if (draft.current !== undefined) void sendRequest(bridge, "contacts.dropDraft", { draft: draft.current });
    draft.current = undefined;
    wanted.current = undefined;
    missed.current = undefined;
  }, [bridge]);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      drop();
    };
  }, [drop]);

  const show = useCallback((next: ImportPreview) => {
    newest.current = next;
    setPreview(next);
    setMapping(next.csv?.mapping);
  }, []);

  const choose = useCallback(async () => {
    setChoosing(true);
    setProblem(undefined);
    const result = await sendRequest(bridge, "contacts.chooseFile", undefined);
    setChoosing(false);
    if (!result.ok) {
      setProblem(result);
      return;
    }
    const chosen = result.value.preview;
    if (chosen === undefined) return;
    drop();
    draft.current = chosen.draft;
    // The page was left while the system asked for the file.
    if (isLeft.current) {
      drop();
      return;
    }
    show(chosen);
  }, [bridge, drop, show]);

  /** One question at a time, so that main, too, has read it last as it was said last. */
  const read = useCallback(async (): Promise<void> => {
    while (draft.current !== undefined && wanted.current !== undefined) {
      const asked = { draft: draft.current, mapping: wanted.current };
      wanted.current = undefined;
      const result = await sendRequest(bridge, "contacts.preview", asked);
      // Another file was chosen meanwhile, or it was said another way again.
      if (draft.current !== asked.draft || wanted.current !== undefined) continue;
      missed.current = result.ok ? undefined : asked.mapping;
      setProblem(result.ok ? undefined : result);
      if (!result.ok) continue;
      show(result.value.preview);
    }
    reading.current = undefined;
    setReading(false);
  }, [bridge, show]);

  const ask = useCallback(
    async (next: CsvMapping): Promise<void> => {
      if (draft.current === undefined) return;
      setReading(true);
      wanted.current = next;
      reading.current ??= read();
      await reading.current;
    },
    [read],
  );

  const map = useCallback(
    (next: CsvMapping) => {
      setMapping(next);
      void ask(next);
    },
    [ask],
  );

  const settled = useCallback(async () => {
    if (reading.current !== undefined) await reading.current;
    else if (missed.current !== undefined) await ask(missed.current);
    return missed.current === undefined ? newest.current : undefined;
  }, [ask]);

  const forget = useCallback(() => {
    draft.current = undefined;
    wanted.current = undefined;
    missed.current = undefined;
    setPreview(undefined);
    setMapping(undefined);
  }, []);

  return { preview, mapping, busy: isChoosing || isReading, problem, choose, map, settled, forget };
}
