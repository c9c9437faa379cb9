import { z } from "zod";

/** What the desktop shows and takes: the control API between the double, its page, the tests and the demo. */

export interface ShownMenuItem {
  label: string;
  type: string;
  enabled: boolean;
  checked: boolean;
  submenu?: ShownMenuItem[];
}

interface ShownTray {
  tooltip: string;
  /** Text beside the icon (macOS). */
  title: string;
  /** The icon as a `data:` URL; empty for an empty image. */
  icon: string;
  menu: ShownMenuItem[];
}

export interface ShownNotification {
  /** The double's own number, as text; unlike Electron's `id` it is never given twice. */
  id: string;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  urgency: string;
  actions: string[];
  hasReply: boolean;
  replyPlaceholder: string;
  /** What it is on Windows, where the app brings its own; the texts and buttons are then those in it. */
  toastXml?: string;
  status: "open" | "closed" | "failed";
  /** Unix milliseconds. */
  shownAt: number;
  closedAt?: number;
}

interface ShownWindow {
  id: number;
  title: string;
  /** Shown by the app; says nothing about a browser. */
  visible: boolean;
  focused: boolean;
  alwaysOnTop: boolean;
  /** What lies over its button in Windows' taskbar, as a screen reader says it; "" for nothing. */
  overlay: string;
  /** Whether a browser has the window's page open. */
  open: boolean;
  /** Opens the window in a browser that has the desktop open; absent before the app loaded a page into it. */
  url?: string;
  bounds: { x: number; y: number; width: number; height: number };
}

export interface ShownDialog {
  id: string;
  kind: "message" | "error" | "open" | "save";
  title: string;
  message: string;
  detail: string;
  buttons: string[];
  answered: boolean;
  response?: number;
}

const failuresSchema = z.object({
  /** `globalShortcut.register` answers false. */
  shortcutRefused: z.boolean(),
  /** macOS: `systemPreferences.isTrustedAccessibilityClient` answers false. */
  keysRefused: z.boolean(),
  /** Notifications emit `failed` instead of `show`. */
  notificationFailed: z.boolean(),
  /** What stands behind `safeStorage`. */
  keychain: z.enum(["ok", "basic_text", "missing"]),
  screenLocked: z.boolean(),
  /** `net.isOnline()` is false; requests still work. */
  offline: z.boolean(),
});
export type Failures = z.output<typeof failuresSchema>;

export interface DesktopState {
  /** Grows with every change. */
  rev: number;
  app: { name: string; version: string; platform: string; ready: boolean };
  locale: string;
  systemTheme: "light" | "dark";
  /** What the app made of the system's theme. */
  appTheme: "light" | "dark";
  badge: number;
  /** Windows: by what the system knows the app, and whom it asks when a toast is touched. */
  toasts: { appUserModelId: string; activatorClsid: string };
  tray?: ShownTray;
  notifications: ShownNotification[];
  windows: ShownWindow[];
  dialogs: ShownDialog[];
  /** A menu that the app popped up and nobody has clicked or dismissed. */
  popupMenu?: ShownMenuItem[];
  shortcuts: string[];
  externalUrls: string[];
  /** Whether the app is started with the session, and with what arguments (macOS, Windows). */
  loginItem: { openAtLogin: boolean; args: string[] };
  protocolClients: string[];
  /** Its text. */
  clipboard: string;
  /** Linux: what is selected, wherever. */
  selection: string;
  /** macOS: how often the system has asked whether the app may press keys. */
  permissionQuestions: number;
  failures: Failures;
}

const nothing = z.object({});
const byId = z.object({ id: z.string() });
const byWindow = z.object({ id: z.int() });
/** Labels from the top of the menu down to the item. */
const menuPath = z.object({ path: z.array(z.string()).min(1) });

export const commands = {
  clickTray: z.object({ button: z.enum(["left", "right", "double"]) }),
  clickTrayMenuItem: menuPath,
  clickPopupMenuItem: menuPath,
  dismissPopupMenu: nothing,
  clickNotification: byId,
  actOnNotification: z.object({ id: z.string(), index: z.int().min(0) }),
  replyToNotification: z.object({ id: z.string(), text: z.string() }),
  closeNotification: byId,
  /** Windows: its time on the screen is over, and it lies in the Action Center. */
  timeOutNotification: byId,
  /** Windows: a toast of an earlier run is touched, which no object in the app stands for. */
  activateToast: z.object({ arguments: z.string() }),
  pressShortcut: z.object({ accelerator: z.string() }),
  /** `paths` for the open and save dialogs; none is "cancelled". */
  answerDialog: z.object({
    id: z.string(),
    button: z.int().min(0),
    checkboxChecked: z.boolean().optional(),
    paths: z.array(z.string()).optional(),
  }),
  setFailure: failuresSchema.partial(),
  power: z.object({ event: z.enum(["suspend", "resume", "lock-screen", "unlock-screen"]) }),
  openUrl: z.object({ url: z.string() }),
  setSystemTheme: z.object({ theme: z.enum(["light", "dark"]) }),
  setLocale: z.object({ locale: z.string() }),
  setProxy: z.object({ proxy: z.string() }),
  /** Linux: a text is selected in some program. */
  select: z.object({ text: z.string() }),
  writeClipboard: z.object({ text: z.string() }),
  activate: nothing,
  focusWindow: byWindow,
  closeWindow: byWindow,
  crashWindow: byWindow,
  /** The page answers nothing any more, until it is crashed or reloaded. */
  hangWindow: byWindow,
  /** Somebody drags it there. */
  moveWindow: z.object({ id: z.int(), x: z.int(), y: z.int() }),
  quit: nothing,
} as const satisfies Record<string, z.ZodType>;

export type CommandName = keyof typeof commands;
export type CommandInput<Name extends CommandName> = z.output<(typeof commands)[Name]>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
