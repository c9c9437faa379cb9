import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import { defined } from "../../../shared/defined.ts";
import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { ContactFilePeek, PeekedFile } from "../ports/contact-file-peek.ts";
import type { FileDialogs } from "../ports/file-dialogs.ts";
import type { Random } from "../ports/random.ts";
import type { SourceStore } from "../ports/source-store.ts";
import type { Translator } from "../ports/translate.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import type { SourcesService } from "./sources-service.ts";

/** Files that are chosen at a time: of one wizard, and of one that was left open. */
const MOST_DRAFTS = 4;

interface Draft {
  path: string;
  file: PeekedFile;
  /** The mapping was chosen for a file with this heading before. */
  remembered: boolean;
}

export interface ImportDraftsOptions {
  files: FileDialogs;
  peek: ContactFilePeek;
  sources: SourcesService;
  store: Pick<SourceStore, "mapping" | "rememberMapping">;
  random: Random;
  translator: Translator;
}

/** Files that were chosen, and are not imported yet: looked into, and read another way where the employee says so. */
export class ImportDrafts {
  readonly #options: ImportDraftsOptions;
  readonly #drafts = new Map<string, Draft>();

  constructor(options: ImportDraftsOptions) {
    this.#options = options;
  }

  /** No preview where he changed his mind. */
  async choose(): Promise<Outcome<RequestOutput<"contacts.chooseFile">>> {
    const { files, translator, random, sources, store, peek } = this.#options;
    const path = await files.openFile({ title: translator.translate("dialogs.importTitle"), kind: "contacts" });
    if (path === undefined) return { ok: true, value: {} };
    const first = await peek.peek(path);
    if (!first.ok) return unreadable(first.reason);
    const heading = first.file.csv?.headingKey;
    const before = sources.ofFile(path)?.mapping ?? (heading === undefined ? undefined : store.mapping(heading));
    const known =
      first.file.csv === undefined || before === undefined ? undefined : fitted(before, first.file.csv.mapping);
    const read = known === undefined ? first : await peek.peek(path, known);
    if (!read.ok) return unreadable(read.reason);
    const id = random.id();
    this.#drafts.set(id, { path, file: read.file, remembered: known !== undefined });
    for (const old of [...this.#drafts.keys()].slice(0, -MOST_DRAFTS)) this.#drafts.delete(old);
    return { ok: true, value: { preview: this.#preview(id, read.file, path, known !== undefined) } };
  }

  /** The same file, read another way. */
  async preview(id: string, mapping: CsvMapping): Promise<Outcome<RequestOutput<"contacts.preview">>> {
    const draft = this.#drafts.get(id);
    if (draft === undefined) return noSuchDraft();
    const isOtherDelimiter = mapping.delimiter !== draft.file.csv?.mapping.delimiter;
    // Other columns mean something else: with another delimiter all is guessed anew.
    const read = await this.#options.peek.peek(draft.path, isOtherDelimiter ? { ...mapping, fields: [] } : mapping);
    if (!read.ok) return unreadable(read.reason);
    this.#drafts.set(id, { ...draft, file: read.file, remembered: false });
    return { ok: true, value: { preview: this.#preview(id, read.file, draft.path, false) } };
  }

  drop(id: string): Outcome<undefined> {
    this.#drafts.delete(id);
    return succeeded();
  }

  /** Makes the file a source; what was said of its columns counts for files with the same heading from now on. */
  import(id: string, name: string, watch: boolean): Outcome<{ source: string }> {
    const draft = this.#drafts.get(id);
    if (draft === undefined) return noSuchDraft();
    const { csv } = draft.file;
    const added = this.#options.sources.add(
      { kind: watch ? "watched" : "file", name, location: draft.path, ...defined({ mapping: csv?.mapping }) },
      undefined,
    );
    if (!added.ok) return added;
    if (csv !== undefined) this.#options.store.rememberMapping(csv.headingKey, csv.mapping);
    this.#drafts.delete(id);
    return added;
  }

  #preview(draft: string, { csv, ...file }: PeekedFile, path: string, remembered: boolean): ImportPreview {
    const before = this.#options.sources.ofFile(path);
    return {
      draft,
      ...file,
      ...(csv === undefined
        ? {}
        : { csv: { mapping: csv.mapping, headings: csv.headings, rows: csv.rows, remembered } }),
      ...(before === undefined ? {} : { replaces: { source: before.id, name: before.name } }),
    };
  }
}

/** A remembered mapping for this file: as many columns, and the delimiter that it has. */
function fitted(before: CsvMapping, { delimiter, fields }: CsvMapping): CsvMapping | undefined {
  return before.fields.length === fields.length ? { ...before, delimiter } : undefined;
}

const codes = {
  "not-readable": "file-not-readable",
  empty: "file-empty",
  archive: "file-archive",
  "web-page": "file-web-page",
  spreadsheet: "file-spreadsheet",
  binary: "file-binary",
  "no-contacts": "file-no-contacts",
} as const;

function unreadable(reason: keyof typeof codes): Outcome<never> {
  return failed(codes[reason], `the file cannot be imported: ${reason}`);
}

function noSuchDraft(): Outcome<never> {
  return failed("no-such-draft", "the file was not chosen, or too long ago");
}
