import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { useNow } from "../../ui/use-now.ts";
import "./directory-age.css";

/** The list is asked for every quarter of an hour: when several of them brought none, it is old. Milliseconds. */
const OLD_MS = 60 * 60_000;
const LOOK_MS = 60_000;

/** How old the names are, once they are old enough to be wrong. */
export function DirectoryAge() {
  const t = useTranslate();
  const formats = useFormats();
  const { asOf } = useSnapshot().directory;
  const now = useNow(asOf === undefined ? undefined : LOOK_MS);
  if (asOf === undefined || now - asOf < OLD_MS) return null;
  return <p className="directory-age tabular">{t("colleagues.asOf", { moment: formats.moment(asOf) })}</p>;
}
