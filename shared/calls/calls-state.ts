import type { Call } from "./call.ts";
import type { CallEvent } from "./event.ts";

/** The employee whose calls these are, as the employee API describes him. */
export interface Me {
  /** His extension. */
  readonly localNumber: string;
  /** The local numbers of his phones. */
  readonly phones: readonly string[];
  /** His own outside numbers, in any form. */
  readonly numbers: readonly string[];
}

/** A MakeCall that he asked for. */
export interface Dial {
  readonly id: string;
  /** The number that was asked for, as it was sent. */
  readonly callee: string;
  /** The local number of the phone that is to ring; "" for "by my active profile". */
  readonly device: string;
  /** When it was asked for, Unix milliseconds by the relay's clock; no leg of it comes before. */
  readonly at: number;
  /** The PBX refused it: no leg of it will come. */
  readonly failed?: boolean | undefined;
}

/** A dial with when it was heard of: long after it was asked for where that was replayed. */
export interface KnownDial extends Dial {
  /** Unix milliseconds by the relay's clock. */
  readonly arrivedAt: number;
}

/** An event with how it came. */
export interface Arrival {
  readonly event: CallEvent;
  /** Neither replayed nor older than 30 s when it came. */
  readonly live: boolean;
  /** When it came to the app, Unix milliseconds by the relay's clock; long after `receivedAt` where it was replayed. */
  readonly arrivedAt: number;
}

/** The relay said that a call of which this leg is part is not going on any more, without knowing how it ended. */
export interface Gone {
  readonly callId: string;
  /** When it said so, Unix milliseconds by its clock. */
  readonly at: number;
}

export interface CallsState {
  readonly me: Me;
  /** Ordered by the relay's time of receipt, then id; each event once. */
  readonly arrivals: readonly Arrival[];
  /** In the order in which they were heard of; refused ones too, so that hearing of them again changes nothing. */
  readonly dials: readonly KnownDial[];
  /** One per leg; forgotten with the call. */
  readonly gone: readonly Gone[];
  /** Unix milliseconds by the relay's clock; never goes back. */
  readonly now: number;
  /** What the events mean, newest first. */
  readonly calls: readonly Call[];
}

/** Every `now` is Unix milliseconds by the relay's clock. */
export type CallsInput =
  | { type: "event"; event: CallEvent; replayed: boolean; now: number }
  | { type: "clock"; now: number }
  /** Heard of once or several times, from here or another of his devices. */
  | { type: "dial"; dial: Dial; now: number }
  /** All legs of the calls that are going on: others, of which events were missed, are over. */
  | { type: "running"; callIds: readonly string[]; now: number }
  | { type: "me"; me: Me; now: number };
