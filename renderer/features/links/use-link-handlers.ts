import { useCallback, useEffect, useState } from "react";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";

export type LinkHandlers = RequestOutput<"links.handlers">;

/** To whom the system gives telephone links; asked anew when he comes back from the system's page. */
export function useLinkHandlers(): { handlers: LinkHandlers | undefined; refresh(): Promise<void> } {
  const { bridge } = useSidetone();
  const [handlers, setHandlers] = useState<LinkHandlers>();
  const refresh = useCallback(async () => {
    const result = await sendRequest(bridge, "links.handlers", undefined);
    if (result.ok) setHandlers(result.value);
  }, [bridge]);
  useEffect(() => {
    void refresh();
    const onFocus = () => void refresh();
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, [refresh]);
  return { handlers, refresh };
}
