import type { Clipboard, ClipboardBookmark, ClipboardItem } from "electron";
import type { Desktop } from "./desktop.ts";
import { refuseUnknown, refuseUnknownOfClass } from "./refuse-unknown.ts";

type Offered = Omit<Clipboard, "selection">;
type Content = ConstructorParameters<typeof ClipboardItem>[0];
type Given = Content[string];
type Held = Blob | ClipboardBookmark;

/** One entry, in several formats. What it was made of is awaited when it is written. */
export class ClipboardItemDouble {
  readonly types: string[];
  readonly #content: Content;

  constructor(items: Content) {
    if (typeof items !== "object" || Object.keys(items).length === 0) {
      throw new TypeError("ClipboardItem needs at least one MIME type with its payload");
    }
    this.#content = { ...items };
    this.types = Object.keys(items);
  }

  // Electron's overloads tell by the type what comes back.
  // biome-ignore lint/suspicious/noExplicitAny: the result is a Blob, or a bookmark for the bookmark's type
  async getType(type: string): Promise<any> {
    const given = this.#content[type];
    if (given === undefined) throw new Error(`The type "${type}" was not found`);
    return held(type, await given);
  }
}
refuseUnknownOfClass(ClipboardItemDouble, "ClipboardItem");

function held(type: string, given: Awaited<Given>): Held {
  return typeof given === "string" ? new Blob([given], { type }) : given;
}

/** One clipboard of all formats. */
class Contents implements Offered {
  readonly #changed: () => void;
  #formats = new Map<string, Held>();
  #text = "";

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** For the desktop, which shows at once what is on it. */
  get shownText(): string {
    return this.#text;
  }

  put(text: string): void {
    this.#formats = text === "" ? new Map() : new Map([["text/plain", new Blob([text], { type: "text/plain" })]]);
    this.#text = text;
    this.#changed();
  }

  clear(): void {
    this.put("");
  }

  async has(mimetype: string): Promise<boolean> {
    return this.#formats.has(mimetype);
  }

  async read(): Promise<ClipboardItem[]> {
    return this.#formats.size === 0 ? [] : [new ClipboardItemDouble(Object.fromEntries(this.#formats))];
  }

  async readText(): Promise<string> {
    return this.#text;
  }

  async write(data: ClipboardItem[]): Promise<void> {
    const formats = new Map<string, Held>();
    for (const item of data) for (const type of item.types) formats.set(type, await item.getType(type));
    const text = formats.get("text/plain");
    // All at once, as the system has it.
    this.#text = text instanceof Blob ? await text.text() : "";
    this.#formats = formats;
    this.#changed();
  }

  async writeText(text: string): Promise<void> {
    this.put(text);
  }
}

/** The clipboard, and on Linux what is selected: this run's own, the person's real ones are left alone. */
export function createClipboard(
  desktop: Desktop,
  platform: NodeJS.Platform,
): Offered & { selection: Offered | undefined } {
  const changed = () => desktop.changed();
  const clipboard = new Contents(changed);
  const selection = new Contents(changed);
  desktop.show("clipboard", () => clipboard.shownText);
  desktop.show("selection", () => selection.shownText);
  desktop.onCommand("writeClipboard", ({ text }) => clipboard.put(text));
  desktop.onCommand("select", ({ text }) => selection.put(text));
  const own = platform === "linux" ? refuseUnknown(offer(selection), "clipboard.selection") : undefined;
  return refuseUnknown({ ...offer(clipboard), selection: own }, "clipboard");
}

function offer(contents: Contents): Offered {
  return {
    clear: () => contents.clear(),
    has: (mimetype) => contents.has(mimetype),
    read: () => contents.read(),
    readText: () => contents.readText(),
    write: (data) => contents.write(data),
    writeText: (text) => contents.writeText(text),
  };
}
