import type { ContactBrowser, ExtraEntry, Preferences } from "../../ports/contact-browser.ts";

/** What the thread is told and asked that searches and lists. */
export type BrowseRequest =
  | { type: "files"; id: number; paths: [source: string, path: string][] }
  | { type: "extras"; extras: readonly ExtraEntry[] }
  | { type: "preferences"; preferences: Preferences }
  | { type: "search"; id: number; text: string; limit: number }
  | { type: "list"; id: number; offset: number; limit: number };

export type BrowseAnswer =
  | { id: number; value: unknown }
  /** `damaged`: the source whose file cannot be read. */
  | { id: number; failed: string };

export type SearchValue = Exclude<Awaited<ReturnType<ContactBrowser["search"]>>, undefined>;
export type ListValue = Awaited<ReturnType<ContactBrowser["list"]>>;
