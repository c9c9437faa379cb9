/**
 * How long things are waited for where the guide says nothing, in milliseconds. Each is part of the reducer's rules and
 * has an example test.
 */
export const callTiming = {
  /** A ring whose `ended` never comes is over this long after its last `incoming`. */
  ringExpiresAfter: 90_000,
  /** A conversation whose `ended` never comes. */
  conversationExpiresAfter: 4 * 60 * 60_000,
  /** "Missed" is announced this long after the last leg ended, because a colleague's `answered` may be on its way. */
  missedAnnouncedAfter: 3_000,
  /** An event older than this when it arrives changes the history and never raises a ring. */
  liveWithin: 30_000,
  /** Hooks of one moment (several phones starting to ring, a hook overtaking another) come within this of each other. */
  sameMoment: 3_000,
  /** In a call with several legs, an `ended` this soon after `answered` or a transfer is another leg being cleaned up. */
  settlingTime: 2_000,
  /** A new ring on the same phone from the same caller is the queue trying again, from this on … */
  reRingFrom: 10_000,
  /** … and until this long after the earlier try ended. */
  reRingUntilAfterEnded: 15_000,
  /** A leg that comes this long after MakeCall was asked may be its own leg. */
  dialClaimsWithin: 60_000,
  /** Finished calls stay in the reducer's memory this long for late events. */
  rememberedAfterEnd: 15 * 60_000,
} as const;
