/**
 * A pairing prepared by the administrator for a machine where nobody is asked: a file in the app's own data folder, which
 * only the employee's account and the administrator can write, unlike a link, which anybody can send.
 */
export interface Enrolment {
  /** The invitation link that the relay printed. */
  invitation: string;
  myFone?: { username: string; password: string };
  makeCallUrl?: string;
  /** Where the machine has no keychain: secrets in memory until the app quits, or on disk and readable by others. */
  keepSecrets?: "memory" | "plain";
}

export interface EnrolmentSource {
  /** Reads and deletes it, so that secrets do not stay on disk. Undefined where there is none. */
  take(): Promise<{ ok: true; enrolment: Enrolment } | { ok: false; problem: string } | undefined>;
}
