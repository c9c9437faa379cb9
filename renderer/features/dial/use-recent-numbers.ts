import { useEffect, useState } from "react";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import type { Preview } from "./dial-preview.ts";

/** Whom he spoke with lately and dialled last, as of the newest call or dial; undefined until main has answered. */
export function useRecentNumbers(): Preview | undefined {
  const { bridge } = useSidetone();
  const { historyRev, dial } = useSnapshot();
  const [recent, setRecent] = useState<{ asOf: string; preview: Preview }>();
  const asOf = `${historyRev} ${dial?.dialId}`;

  useEffect(() => {
    let isNewest = true;
    void sendRequest(bridge, "dial.preview", { text: "" }).then((result) => {
      if (isNewest && result.ok) setRecent({ asOf, preview: result.value });
    });
    return () => {
      isNewest = false;
    };
  }, [bridge, asOf]);
  return recent?.preview;
}
