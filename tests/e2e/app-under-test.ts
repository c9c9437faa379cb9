import type { Page } from "playwright-core";

export interface SeenNotification {
  title: string;
  body: string;
  open: boolean;
}

/** The built app, running on the stand-in or on Electron itself, as a test sees it. */
export interface AppUnderTest {
  /** Its window, opened from the tray if need be. */
  openWindow(): Promise<Page>;
  /** Every notification so far. */
  notifications(): Promise<SeenNotification[]>;
  /** A link that the system hands over. */
  openLink(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Waits for a named condition; fails after half a minute with what was seen last. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value> | Value,
  isRight: (value: Value) => boolean,
): Promise<Value> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await look();
    if (isRight(value)) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
