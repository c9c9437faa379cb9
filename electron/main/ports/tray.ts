/** The icon in the tray or menu bar. */
export type TrayState = "connected" | "offline" | "ringing" | "in-call" | "missed";

export type TrayMenuItem =
  | { type: "separator" }
  | { type: "label"; label: string }
  | { type: "command"; id: string; label: string; enabled: boolean }
  | { type: "checkbox"; id: string; label: string; checked: boolean; enabled: boolean }
  | { type: "submenu"; label: string; items: TrayMenuItem[] };

export interface TrayView {
  state: TrayState;
  tooltip: string;
  menu: TrayMenuItem[];
  /** Missed calls that have not been seen; on the dock or taskbar where there is one. */
  badge: number;
}

export interface Tray {
  render(view: TrayView): void;
  /** A click on the icon. */
  onOpen(listener: () => void): void;
  onCommand(listener: (id: string) => void): void;
}
