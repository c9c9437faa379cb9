import { useState } from "react";
import type { RequestInput, RequestOutput } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../bridge/problem.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";

type AddressBooks = Extract<RequestOutput<"sources.subscribe">, { next: "choose" }>["addressBooks"];

interface Subscribe {
  busy: boolean;
  problem: Problem | undefined;
  /** Grows with each refusal. */
  refusals: number;
  /** Adds the source and goes to where it stands in the list. Answers the address books where the server has several. */
  run(wanted: RequestInput<"sources.subscribe">): Promise<AddressBooks | undefined>;
  clearProblem(): void;
}

/** A list on the web, or a server's address books, become a source. */
export function useSubscribe(): Subscribe {
  const { shows } = useSidetone();
  const { run, busy, problem, clearProblem } = useCommand("sources.subscribe");
  const [refusals, setRefusals] = useState(0);
  return {
    busy,
    problem,
    refusals,
    clearProblem,
    run: async (wanted) => {
      const asked = shows.getState().pages.at(-1);
      const result = await run(wanted);
      if (!result.ok) {
        setRefusals((count) => count + 1);
        return undefined;
      }
      if (result.value.next === "choose") return result.value.addressBooks;
      // He may have gone elsewhere meanwhile.
      if (shows.getState().pages.at(-1) === asked) {
        shows.back();
        shows.replace({ kind: "sources", added: result.value.source });
      }
      return undefined;
    },
  };
}
