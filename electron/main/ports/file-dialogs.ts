/** What kind of file is asked for. */
export type FileKind = "vcard" | "csv" | "contacts" | "settings";

/** The operating system's questions about files. Each answers undefined where he changed his mind. */
export interface FileDialogs {
  /** Where to write. @param name proposed, with its ending */
  saveFile(question: { title: string; name: string; kind: FileKind }): Promise<string | undefined>;
  /** Which to read; `contacts`: any file that may hold some. */
  openFile(question: { title: string; kind: FileKind }): Promise<string | undefined>;
  chooseFolder(question: { title: string }): Promise<string | undefined>;
}
