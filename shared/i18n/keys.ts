import type { KeysOf } from "./catalogue-types.ts";
import type { da } from "./da.ts";

/** A text's name, e.g. `notifications.incoming`; plurals without their ending. */
export type TranslationKey = KeysOf<typeof da>;
