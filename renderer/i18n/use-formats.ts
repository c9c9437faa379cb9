import { useMemo } from "react";
import { createFormats, type Formats } from "../../shared/i18n/formats.ts";
import { useLocale } from "./use-locale.ts";

/** Times and lengths in the language shown and the system's time zone. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => createFormats(locale), [locale]);
}
