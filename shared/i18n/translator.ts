import type { CountOf, PlaceholdersOf, TextAt } from "./catalogue-types.ts";
import type { da } from "./da.ts";
import type { TranslationKey } from "./keys.ts";

type ValuesOf<Key extends TranslationKey> = PlaceholdersOf<TextAt<typeof da, Key>> | CountOf<typeof da, Key>;

/** The values that a text needs: none, or one for each of its placeholders. */
type TextValues<Key extends TranslationKey> = [ValuesOf<Key>] extends [never]
  ? []
  : [values: { readonly [Name in ValuesOf<Key>]: Name extends "count" ? number : string }];

/** Answers the text in the current language. What implements it (i18next) is chosen where it is constructed. */
export type Translate = <Key extends TranslationKey>(key: Key, ...values: TextValues<Key>) => string;
