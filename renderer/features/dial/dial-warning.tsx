import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useLocale } from "../../i18n/use-locale.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { countryName } from "./country-name.ts";
import type { DialOption } from "./dial-options.ts";

/** What one should know before one dials this number, in words. */
export function DialWarning({ option: { warning, country, kind } }: { option: DialOption }) {
  const t = useTranslate();
  const locale = useLocale();
  // Who is offered was spoken with before: only what is typed is explained, but for an emergency.
  if (warning === undefined || (kind !== "typed" && warning !== "emergency")) return null;
  const Icon = warning === "foreign" ? Info : TriangleAlert;
  return (
    <span className={`dial-warning dial-warning-${warning}`}>
      <Icon size={14} aria-hidden="true" />
      <span>
        {warning === "foreign" && country !== undefined
          ? t("dial.warning.country", { country: countryName(country, locale) })
          : t(`dial.warning.${warning}`)}
      </span>
    </span>
  );
}
