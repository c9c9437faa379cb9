import type { RequestInput, RequestOutput } from "../../../shared/ipc/contract.ts";
import type { AddressBookFinder } from "../ports/address-book-finder.ts";
import type { ContactImporter } from "../ports/contact-importer.ts";
import type { FileDialogs } from "../ports/file-dialogs.ts";
import type { FileWriter } from "../ports/file-writer.ts";
import type { Translator } from "../ports/translate.ts";
import { failed, type Outcome } from "./failure.ts";
import type { SourcesService } from "./sources-service.ts";

/** Lines of a report that are written at a time. */
const PAGE = 500;

export interface SourceSubscriptionsOptions {
  sources: SourcesService;
  finder: AddressBookFinder;
  files: FileDialogs;
  writer: FileWriter;
  importer: Pick<ContactImporter, "report">;
  translator: Translator;
  /** Whether contacts and a password may go to this address. */
  isSafeAddress(address: string): boolean;
}

const finderCodes = {
  unreachable: "source-unreachable",
  credentials: "source-credentials",
  refused: "source-refused",
  insecure: "url-insecure",
  "no-address-book": "source-no-address-book",
} as const;

/** Sources that need a question first: a folder, an address on the web, a server's address books. */
export class SourceSubscriptions {
  readonly #options: SourceSubscriptionsOptions;

  constructor(options: SourceSubscriptionsOptions) {
    this.#options = options;
  }

  async chooseFolder(): Promise<Outcome<RequestOutput<"sources.chooseFolder">>> {
    const { files, translator, sources } = this.#options;
    const path = await files.chooseFolder({ title: translator.translate("dialogs.folderTitle") });
    if (path === undefined) return { ok: true, value: {} };
    const name = path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
    return sources.add({ kind: "watched", name, location: path }, undefined);
  }

  async subscribe(wanted: RequestInput<"sources.subscribe">): Promise<Outcome<RequestOutput<"sources.subscribe">>> {
    const address = readAddress(wanted.url, wanted.kind);
    if (address === undefined) return failed("url-not-valid", "the address is none");
    if (!this.#options.isSafeAddress(address.url)) return failed("url-insecure", "the address is not encrypted");
    const username = wanted.username.trim() === "" ? address.username : wanted.username.trim();
    const password = wanted.password === "" ? address.password : wanted.password;
    const access = { ...(username === "" ? {} : { username }) };
    const added = (name: string, addressBooks?: string[]): Outcome<RequestOutput<"sources.subscribe">> => {
      const { kind, everyMinutes } = wanted;
      const source = { kind, name, location: address.url, everyMinutes, ...access };
      const outcome = this.#options.sources.add(
        addressBooks === undefined ? source : { ...source, addressBooks },
        password,
      );
      return outcome.ok ? { ok: true, value: { next: "done", source: outcome.value.source } } : outcome;
    };
    const name = wanted.name.trim() === "" ? new URL(address.url).hostname : wanted.name.trim();
    if (wanted.kind === "url") return added(name);
    if (wanted.addressBooks !== undefined && wanted.addressBooks.length > 0) return added(name, wanted.addressBooks);
    const found = await this.#options.finder.find(address.url, username, password);
    if (!found.ok) return failed(finderCodes[found.code], found.detail ?? found.code);
    const [only] = found.addressBooks;
    if (only === undefined) return failed("source-no-address-book", "the server has no address book");
    if (found.addressBooks.length === 1) return added(wanted.name.trim() === "" ? only.name : name, [only.url]);
    return { ok: true, value: { next: "choose", addressBooks: found.addressBooks } };
  }

  report({ source, offset, limit }: RequestInput<"sources.report">): Outcome<RequestOutput<"sources.report">> {
    return { ok: true, value: this.#options.importer.report(source, offset, limit) };
  }

  /** As CSV, for Danish spreadsheets: semicolons and a byte order mark. */
  async saveReport(source: string): Promise<Outcome<RequestOutput<"sources.saveReport">>> {
    const { files, writer, translator } = this.#options;
    const { translate: t } = translator;
    const path = await files.saveFile({
      title: t("dialogs.reportTitle"),
      name: `${t("dialogs.reportName")}.csv`,
      kind: "csv",
    });
    if (path === undefined) return { ok: true, value: { saved: false } };
    try {
      await writer.write(path, this.#reportCsv(source));
      return { ok: true, value: { saved: true } };
    } catch {
      return failed("file-not-written", "the file could not be written");
    }
  }

  async *#reportCsv(source: string): AsyncGenerator<string> {
    const { importer, translator } = this.#options;
    const { translate: t } = translator;
    yield `\ufeff${csvRow([t("dialogs.reportLine"), t("dialogs.reportReason"), t("dialogs.reportExcerpt")])}`;
    for (let offset = 0; ; offset += PAGE) {
      const { lines } = importer.report(source, offset, PAGE);
      for (const { line, reason, excerpt } of lines) {
        yield csvRow([line === 0 ? "" : String(line), t(`refused.${reason}`), excerpt]);
      }
      if (lines.length < PAGE) return;
    }
  }
}

/** Cells that a spreadsheet would take for a formula get a sign before them. */
function csvRow(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`);
  return `${quoted.join(";")}\r\n`;
}

/** What was typed: an address with or without its scheme, and for CardDAV also an e-mail address (RFC 6764, section 6). */
function readAddress(
  typed: string,
  kind: "url" | "carddav",
): { url: string; username: string; password: string } | undefined {
  const text = typed.trim().replace(/^webcal:/i, "https:");
  const [, mailbox, domain] = /^([^\s@/:]+)@([^\s@/:]+\.[^\s@/:]+)$/.exec(text) ?? [];
  if (mailbox !== undefined && domain !== undefined) {
    if (kind === "url") return undefined;
    return URL.canParse(`https://${domain}/`) ? { url: `https://${domain}/`, username: text, password: "" } : undefined;
  }
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === "" || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.hostname === "") return undefined;
  const { username, password } = url;
  url.username = "";
  url.password = "";
  return { url: url.href, username: decoded(username), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
