import type { PlaceholderMismatch } from "./catalogue-types.ts";
import { da } from "./da.ts";
import { en } from "./en.ts";

/** The languages that the app speaks. */
export const locales = ["da", "en"] as const;
export type Locale = (typeof locales)[number];

type Mismatch = PlaceholderMismatch<typeof da, typeof en>;

/** A placeholder that differs makes the compiler ask for a `differs` property, whose type names the keys. */
export const catalogues = { da, en } satisfies Record<Locale, object> &
  ([Mismatch] extends [never] ? unknown : { differs: Mismatch });
