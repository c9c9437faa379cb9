import type { HookKind } from "../pbx/hook.ts";

/** Who takes part: employees by role, outside callers by order. Who plays which role is decided when it is played. */
export type EmployeeRole = "me" | "colleague" | "third";
export type CallerRole = "caller" | "second-caller";

/** One step. Steps happen one after the other; `call` is a name that the scenario gives. */
export type Step =
  /** An outside caller rings: all phones of these employees at once. */
  | { do: "call-in"; call: string; from: CallerRole; to: readonly EmployeeRole[]; line?: string }
  /** The same through a queue, which rings, pauses and rings again as often as the variant says; the last ring goes on. */
  | {
      do: "queue-in";
      call: string;
      from: CallerRole;
      to: readonly EmployeeRole[];
      line?: string;
      ringSeconds: number;
      pauseSeconds: number;
    }
  /** An employee dials with one of his phones (0 is his first); a colleague's phones ring, an outside party waits. */
  | { do: "dial"; call: string; by: EmployeeRole; phone: number; to: CallerRole | EmployeeRole }
  | { do: "wait"; seconds: number }
  /** An employee lifts one of his phones (0 is his first). */
  | { do: "answer"; call: string; by: EmployeeRole; phone: number }
  /** The outside party of a dialled call lifts. */
  | { do: "outside-answers"; call: string }
  /** Either side hangs up, or the caller gives up. */
  | { do: "hang-up"; call: string }
  /** Attended transfer: the parties of both calls are joined, the employee is out. */
  | { do: "pass-on"; call: string; by: EmployeeRole; into: string }
  /** What the network does to hooks: later ones wait, never leave, leave in this order, or leave once more. */
  | { do: "hold-back" | "lose" | "release" | "repeat"; hooks: readonly HookKind[] };

/** What an employee should have experienced of one call, in the words of the app's calls. */
interface ExpectedCall {
  readonly direction: "incoming" | "outgoing";
  readonly outcome: "answered" | "missed" | "answered-elsewhere" | "no-answer" | "transferred";
  /** The other party; null where the app cannot know it. A colleague's is his extension. */
  readonly number: CallerRole | EmployeeRole | null;
  readonly answeredBy?: EmployeeRole;
  readonly transferredFrom?: EmployeeRole;
  /** The PBX never said how it ended, so the app lets it expire. */
  readonly expired?: "ring" | "conversation";
}

export interface Expectation {
  readonly employee: EmployeeRole;
  /** In the order in which they began. */
  readonly calls: readonly ExpectedCall[];
}

export interface Scenario {
  readonly name: string;
  /** Where the control page shows it; `hooks` are those in which hooks go astray. */
  readonly group: "calls" | "groups" | "transfers" | "hooks";
  /** For a button. */
  readonly title: string;
  /** One sentence: what happens. */
  readonly description: string;
  /** The outside callers' numbers in E.164; null hides the number. */
  readonly callers: { readonly caller: string | null; readonly "second-caller"?: string | null };
  readonly steps: readonly Step[];
  /** What the employee under test should have experienced once all is over, in every variant. */
  readonly expected: Expectation;
  /** What others should have. */
  readonly alsoExpected?: readonly Expectation[];
}
