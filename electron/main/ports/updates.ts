/** Why the app does not update itself. */
export type UpdateRefusal =
  /** It runs from its sources. */
  | "development"
  /** The package names no place where newer ones are. */
  | "not-configured"
  /** It came as a package of the system (deb), whose package manager updates it. */
  | "package-manager"
  /** It is installed where the employee may not write; the administrator updates it. */
  | "administrator";

/** What came of asking for a newer version. */
export type UpdateAnswer =
  | { kind: "none" }
  /** It is on the disk, checked, and installed when the app quits. */
  | { kind: "ready"; version: string }
  | { kind: "failed"; problem: string };

/** Newer versions of the app itself. */
export interface Updates {
  /** Undefined where it updates itself. */
  readonly refusal: UpdateRefusal | undefined;
  /** Asks for a newer version that is meant for this computer, and fetches it. Never rejects. */
  fetchNewer(): Promise<UpdateAnswer>;
  /** Quits, installs what was fetched, and starts anew. */
  installNow(): void;
}
