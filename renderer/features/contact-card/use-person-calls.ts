import { useEffect, useState } from "react";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";

const MOST_SHOWN = 10;

/** The latest calls with somebody; undefined until main has answered. */
export function usePersonCalls(id: string): RequestOutput<"contacts.calls"> | undefined {
  const { bridge } = useSidetone();
  const { historyRev, contactsRev } = useSnapshot();
  const [calls, setCalls] = useState<RequestOutput<"contacts.calls">>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when calls or numbers have changed.
  useEffect(() => {
    let isNewest = true;
    void sendRequest(bridge, "contacts.calls", { id, limit: MOST_SHOWN }).then((result) => {
      if (isNewest && result.ok) setCalls(result.value);
    });
    return () => {
      isNewest = false;
    };
  }, [bridge, id, historyRev, contactsRev]);
  return calls;
}
