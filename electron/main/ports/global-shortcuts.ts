/** Keys that reach the app whatever program is in front. */
export interface GlobalShortcuts {
  /**
   * @param accelerator in Electron's spelling
   * @returns false where it is not to be had: another program has it, the app itself does, or the system gives none
   */
  register(accelerator: string, onPress: () => void): boolean;
  unregister(accelerator: string): void;
  /** While keys are chosen none of ours is heard, so that they can be pressed. Nothing can be registered meanwhile. */
  setSuspended(suspended: boolean): void;
}
