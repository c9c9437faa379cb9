/** Whether somebody else may be looking: names are hidden while the screen is locked. */
export interface ScreenLock {
  isLocked(): boolean;
}
