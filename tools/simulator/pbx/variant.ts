/**
 * How one PBX behaves where the guide leaves it open. Each field is independent of the others; the app and the relay
 * must be right in every combination.
 */
export interface PbxVariant {
  /** The one HTTP method of PBXAdmin: GET with a query, or POST with a form body. */
  readonly method: "GET" | "POST";
  /**
   * `shared`: all legs of a call have one UniqueCallId. `own`: each phone that rings has its own; the `answered` carries
   * the id of the leg that won, and LinkedUniqueCallId names another leg (the call's first, where that is another).
   */
  readonly legIds: "shared" | "own";
  /** Whether a leg that rang and was not answered gets an `ended`. */
  readonly endedForUnanswered: boolean;
  /** Whether a losing leg's `ended` comes before the winner's `answered`, or just after it. */
  readonly loserEndedFirst: boolean;
  /** How often a queue lets the phones ring again after the first time. */
  readonly queueReRings: number;
  /** Every hook is sent twice, the second time at once. */
  readonly doubledHooks: boolean;
  /** `local`: yyyy-MM-dd HH:mm:ss, `danish`: dd-MM-yyyy HH:mm:ss, both Europe/Copenhagen; `iso`: ISO 8601 in UTC. */
  readonly timeStamp: "local" | "danish" | "iso" | "unix-seconds";
  /** What TimeStamp is the time of: the event, or the moment at which the call was set up ("etableringen"). */
  readonly timeStampOf: "event" | "call";
  /** How Duration is written: whole seconds, or hh:mm:ss. */
  readonly duration: "seconds" | "clock";
  /** What ANumber holds for a caller who hides his number. */
  readonly hiddenNumber: "" | "Anonymous" | "unknown";
  /** What ANumber holds on an outgoing call: the number that was dialled, or the one that the employee presents. */
  readonly outgoingANumber: "dialled" | "presented";
  /** Which hooks MakeCall causes: `incoming` for the employee's own leg, `outgoing` for the callee's, or both. */
  readonly makeCallOwnLeg: "incoming" | "outgoing" | "both";
  /** What ANumber the own leg's `incoming` holds. */
  readonly makeCallANumber: "callee" | "own" | "hidden";
  /** Whether MakeCall's two legs share one id, or have two that LinkedUniqueCallId joins. */
  readonly makeCallIds: "one" | "linked";
  /** Lists in the Employee API's XML: `<Phones><Phone>…` or a repeated `<Phones>…`. */
  readonly xmlLists: "nested" | "repeated";
}

/** The values that each field may have, the first of each being the default. */
export const variantChoices: { readonly [Field in keyof PbxVariant]: readonly PbxVariant[Field][] } = {
  method: ["GET", "POST"],
  legIds: ["shared", "own"],
  endedForUnanswered: [true, false],
  loserEndedFirst: [false, true],
  queueReRings: [1, 0, 2],
  doubledHooks: [false, true],
  timeStamp: ["local", "danish", "iso", "unix-seconds"],
  timeStampOf: ["event", "call"],
  duration: ["seconds", "clock"],
  hiddenNumber: ["", "Anonymous", "unknown"],
  outgoingANumber: ["dialled", "presented"],
  makeCallOwnLeg: ["incoming", "outgoing", "both"],
  makeCallANumber: ["callee", "own", "hidden"],
  makeCallIds: ["one", "linked"],
  xmlLists: ["nested", "repeated"],
};

/** One id per call, an `ended` for every leg, nothing doubled: the guide read in the plainest way. */
export const defaultVariant: PbxVariant = {
  method: "GET",
  legIds: "shared",
  endedForUnanswered: true,
  loserEndedFirst: false,
  queueReRings: 1,
  doubledHooks: false,
  timeStamp: "local",
  timeStampOf: "event",
  duration: "seconds",
  hiddenNumber: "",
  outgoingANumber: "dialled",
  makeCallOwnLeg: "incoming",
  makeCallANumber: "callee",
  makeCallIds: "one",
  xmlLists: "nested",
};

/** What is different from the default, in a few words: a test's title. */
export function describeVariant(variant: PbxVariant): string {
  const differences = Object.entries(variant).filter(
    ([field, value]) => !Object.entries(defaultVariant).some(([name, plain]) => name === field && plain === value),
  );
  if (differences.length === 0) return "default";
  return differences.map(([field, value]) => `${field}=${value === "" ? '""' : value}`).join(" ");
}
