/** What the system tells about sleep, locking and the network. */
export interface Power {
  /** The machine woke, the screen was unlocked, or the network came back: connections should be tried at once. */
  onWake(listener: (why: "resume" | "unlock" | "network") => void): void;
}
