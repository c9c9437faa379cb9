import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Problem } from "../../bridge/problem.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";

interface Dialler {
  /** Starts a call; answers whether it was. Does nothing while one is being started: a second Enter dials nothing. */
  dial(number: string): Promise<boolean>;
  busy: boolean;
  /** Why the last one was not started, unless the call's own card says so. */
  problem: Problem | undefined;
  clearProblem(): void;
}

const inProgress: Problem = { code: "dial-in-progress", message: "a dial is in progress" };

const DiallerContext = createContext<Dialler | undefined>(undefined);

/** One dialler for the field and for every call button, so that a failure is shown in one place. */
export function DiallerProvider({ children }: { children: ReactNode }) {
  const snapshot = useSnapshot();
  const { run, busy, problem, clearProblem } = useCommand("dial.start");
  const [wasBusy, setWasBusy] = useState(false);
  const shownByCard = snapshot.dial?.state === "failed" || snapshot.dial?.state === "unsure";
  const why = wasBusy ? inProgress : problem;
  const dialler = useMemo<Dialler>(
    () => ({
      async dial(number) {
        setWasBusy(busy);
        if (busy) return false;
        const result = await run({ number });
        return result.ok;
      },
      busy,
      problem: shownByCard && why?.code !== inProgress.code ? undefined : why,
      clearProblem() {
        setWasBusy(false);
        clearProblem();
      },
    }),
    [run, busy, why, shownByCard, clearProblem],
  );
  return <DiallerContext value={dialler}>{children}</DiallerContext>;
}

export function useDialler(): Dialler {
  const dialler = use(DiallerContext);
  if (dialler === undefined) throw new Error("useDialler needs a DiallerProvider above it");
  return dialler;
}
