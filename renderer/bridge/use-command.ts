import { useCallback, useEffect, useRef, useState } from "react";
import type { RequestInput, RequestName, RequestOutput, Result } from "../../shared/ipc/contract.ts";
import type { Problem } from "./problem.ts";
import { sendRequest } from "./send-request.ts";
import { useSidetone } from "./sidetone-context.tsx";

interface Command<Name extends RequestName> {
  /** Sends it. The answer is also kept in `problem` when it is a failure. */
  run(input: RequestInput<Name>): Promise<Result<RequestOutput<Name>>>;
  busy: boolean;
  problem: Problem | undefined;
  clearProblem(): void;
}

/** A command to main, with what a component shows of it: whether it is under way and why it failed. */
export function useCommand<Name extends RequestName>(name: Name): Command<Name> {
  const { bridge } = useSidetone();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (input: RequestInput<Name>) => {
      setBusy(true);
      setProblem(undefined);
      const result = await sendRequest(bridge, name, input);
      if (mounted.current) {
        setBusy(false);
        setProblem(result.ok ? undefined : result);
      }
      return result;
    },
    [bridge, name],
  );
  const clearProblem = useCallback(() => setProblem(undefined), []);
  return { run, busy, problem, clearProblem };
}
