import { useMemo } from "react";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { announcements } from "./announcements.ts";

/**
 * Tells screen readers about calls: a ring at once, the rest when there is a pause. The text of a live region is read
 * when it changes, so what is said is simply what holds now.
 */
export function CallAnnouncer() {
  const t = useTranslate();
  const { liveCalls, dial } = useSnapshot();
  const { urgent, calm } = useMemo(() => announcements(liveCalls, dial, t), [liveCalls, dial, t]);
  return (
    <>
      <p className="visually-hidden" role="alert">
        {urgent}
      </p>
      <p className="visually-hidden" role="status">
        {calm}
      </p>
    </>
  );
}
