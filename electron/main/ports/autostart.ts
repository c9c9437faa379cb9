/** Whether the app is started, without a window, when he logs in. The system knows, and he may change it there too. */
export interface Autostart {
  isOn(): boolean;
  /** @throws where the system does not take it */
  set(on: boolean): void;
}
