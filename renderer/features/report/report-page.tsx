import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Page } from "../views/page.tsx";
import { ReportList } from "./report-list.tsx";

/** What of a source was not imported; another list as soon as the source is read anew. */
export function ReportPage({ source: id }: { source: string }) {
  const t = useTranslate();
  const { sources } = useSnapshot();
  const source = sources.find((one) => one.id === id);
  return (
    <Page title={t("report.title")}>
      <ReportList key={source?.result?.at} source={id} name={source?.name ?? ""} />
    </Page>
  );
}
