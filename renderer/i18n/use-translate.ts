import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Translate } from "../../shared/i18n/translator.ts";

/** The texts in the language shown, with keys and values checked by the compiler. */
export function useTranslate(): Translate {
  const { t } = useTranslation();
  return useMemo<Translate>(
    () =>
      (key: string, ...values: readonly object[]) =>
        t(key, { ...values[0] }),
    [t],
  );
}
