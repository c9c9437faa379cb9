import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/** What is told of a call. */
type AlertKind = "ringing" | "missed" | "answered-elsewhere";

/** A call of which the employee is told, or was and has dealt with it. */
export interface CallAlert {
  kind: AlertKind;
  call: ShownCall;
  /** Who it is was hidden when it came up, and stays so: nothing pops up anew because the screen is unlocked. */
  hidden: boolean;
  /** He closed it, or it came while he wanted quiet: the same ring does not bring it back. */
  dealtWith: boolean;
}

/**
 * What is to be told of a call, after what was told before; undefined for nothing.
 *
 * @param mayComeUp whether the employee wants to be told of it at this moment
 */
export function nextAlert(
  call: ShownCall,
  before: CallAlert | undefined,
  mayComeUp: boolean,
  hidden: boolean,
): CallAlert | undefined {
  if (call.outcome === "missed" && !(call.missedAnnounced && call.unseen)) {
    // Not sure yet, or seen in the list: whoever saw that takes away what says "missed".
    const isOver = call.missedAnnounced && before?.kind !== "missed";
    return before === undefined || isOver || !mayComeUp ? undefined : hiddenIf(before, hidden);
  }
  const kind = kindOf(call, before);
  if (kind === undefined) return undefined;
  // What rings may come up when the quiet ends; what was missed in it is told by the count alone.
  if (!mayComeUp) return kind === "missed" ? { kind, call, hidden, dealtWith: true } : undefined;
  const isSame = before?.kind === kind;
  return {
    kind,
    call,
    hidden: hidden || (isSame && before.hidden),
    dealtWith: isSame && before.dealtWith,
  };
}

/** Once hidden it stays so. */
export function hiddenIf(alert: CallAlert, hidden: boolean): CallAlert {
  return hidden && !alert.hidden ? { ...alert, hidden } : alert;
}

function kindOf({ phase, outcome }: ShownCall, before: CallAlert | undefined): AlertKind | undefined {
  if (phase === "ringing") return "ringing";
  if (outcome === "missed") return "missed";
  if (outcome !== "answered-elsewhere" || before === undefined) return undefined;
  // Told only where it is still told that it rings.
  return before.dealtWith && before.kind !== "answered-elsewhere" ? undefined : "answered-elsewhere";
}
