/** How far the operating system has shown what it was asked to show. */
export interface NotificationHealth {
  health(): "shown" | "untried" | "failed" | "unsupported";
}

export interface DatabaseHealth {
  /** Bytes of all files, and whether what is in them is sound. */
  check(): { bytes: number; sound: boolean };
}

/** The program and what it runs on. Versions as each says it. */
export interface SystemFacts {
  versions: Partial<Record<"app" | "electron" | "chromium" | "node" | "system", string>>;
  platform: string;
  architecture: string;
  isOnline(): boolean;
}
