/** Whether somebody else may be looking: names are hidden while the screen is locked. */
export interface ScreenLock {
  isLocked(): boolean;
  /** It was locked: what shows names is to hide them. */
  onLock(listener: () => void): void;
}
