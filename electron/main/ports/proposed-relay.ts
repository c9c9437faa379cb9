/** The relay that an administrator named for the machine. It is offered to the employee, who still says yes to a pairing. */
export interface ProposedRelay {
  /** Its origin; https, or this machine. */
  relay: string;
  /** The PBX's account, for a MyFone login. */
  account?: string;
}

export interface ProposedRelaySource {
  /** `proposed` is undefined where no relay is named. */
  read(): Promise<{ ok: true; proposed: ProposedRelay | undefined } | { ok: false; problem: string }>;
}
