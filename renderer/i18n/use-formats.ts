import { useMemo } from "react";
import { createFormats, type Formats } from "../../shared/i18n/formats.ts";
import { useSnapshot } from "../bridge/sidetone-context.tsx";

/** Times and lengths in the language shown and the system's time zone. */
export function useFormats(): Formats {
  const { locale } = useSnapshot();
  return useMemo(() => createFormats(locale), [locale]);
}
