import { createHash } from "node:crypto";

/** What a toast on Windows carries for the moment when it is touched. */
export interface ToastArguments {
  /** @see toastTag */
  tag: string;
  /** Which showing of the notification it was: a late echo of an older one must not count for a newer. */
  showing: string;
  /** The button; absent for the toast itself. */
  action?: { index: number; id: string };
}

/** Windows takes 64 characters, and letters and digits only. */
const LONGEST_ID_BYTES = 31;
const isWord = /^[A-Za-z0-9-]+$/;

/** A notification's id as the tag of a toast, by which Windows replaces one in place. */
export function toastTag(id: string): string {
  const bytes = Buffer.from(id);
  return bytes.length <= LONGEST_ID_BYTES
    ? `h${bytes.toString("hex")}`
    : `s${createHash("sha256").update(bytes).digest("hex").slice(0, 62)}`;
}

/** The id in a tag, also of a toast from before the app was started; undefined where the tag does not hold it. */
export function idOfToastTag(tag: string): string | undefined {
  if (!/^h([0-9a-f]{2})+$/.test(tag)) return undefined;
  const id = Buffer.from(tag.slice(1), "hex").toString();
  return toastTag(id) === tag ? id : undefined;
}

/**
 * The arguments as Electron reads them: `type=action&action=N&tag=<id>`; anything else arrives as a plain click. Pairs
 * that it does not know (`showing`, `button`) are handed through.
 */
export function writeToastArguments({ tag, showing, action }: ToastArguments): string {
  const what = action === undefined ? "type=click" : `type=action&action=${action.index}`;
  const button = action === undefined ? "" : `&button=${action.id}`;
  return `${what}&tag=${tag}&showing=${showing}${button}`;
}

/** @param text from the system: as hostile as any @returns undefined for what is not ours */
export function readToastArguments(text: string): ToastArguments | undefined {
  const pairs = new Map(
    text.split("&").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")] as const;
    }),
  );
  const [type, tag, showing = ""] = [pairs.get("type"), pairs.get("tag"), pairs.get("showing")];
  if (tag === undefined || !/^[hs][0-9a-f]{1,63}$/.test(tag)) return undefined;
  if (type === "click") return { tag, showing };
  const [index, id] = [Number(pairs.get("action")), pairs.get("button")];
  if (type !== "action" || !Number.isInteger(index) || index < 0 || id === undefined || !isWord.test(id)) {
    return undefined;
  }
  return { tag, showing, action: { index, id } };
}
