import { missingExport } from "./refuse-unknown.ts";
import { runningDouble } from "./running-double.ts";

/** What `import … from "electron"` gives in the main process. */
const { modules } = runningDouble();

export const {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
} = modules;

// What the double has nothing of. An import must find the name, or the program would not start; a use throws.
export const autoUpdater = missingExport("autoUpdater");
export const BaseWindow = missingExport("BaseWindow");
export const BrowserView = missingExport("BrowserView");
export const contentTracing = missingExport("contentTracing");
export const crashReporter = missingExport("crashReporter");
export const desktopCapturer = missingExport("desktopCapturer");
export const ImageView = missingExport("ImageView");
export const inAppPurchase = missingExport("inAppPurchase");
export const IpcMainServiceWorker = missingExport("IpcMainServiceWorker");
export const MessageChannelMain = missingExport("MessageChannelMain");
export const netLog = missingExport("netLog");
export const powerSaveBlocker = missingExport("powerSaveBlocker");
export const pushNotifications = missingExport("pushNotifications");
export const sharedTexture = missingExport("sharedTexture");
export const ShareMenu = missingExport("ShareMenu");
export const TouchBar = missingExport("TouchBar");
export const utilityProcess = missingExport("utilityProcess");
export const View = missingExport("View");
export const webContents = missingExport("webContents");
export const WebContentsView = missingExport("WebContentsView");
export const webFrameMain = missingExport("webFrameMain");
export const webUtils = missingExport("webUtils");

const all = {
  ...modules,
  autoUpdater,
  BaseWindow,
  BrowserView,
  contentTracing,
  crashReporter,
  desktopCapturer,
  ImageView,
  inAppPurchase,
  IpcMainServiceWorker,
  MessageChannelMain,
  netLog,
  powerSaveBlocker,
  pushNotifications,
  sharedTexture,
  ShareMenu,
  TouchBar,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  webFrameMain,
  webUtils,
} satisfies Record<ExportedByElectron, unknown>;

type OtherProcesses =
  | "contextBridge"
  | "ipcRenderer"
  | "webFrame"
  | "parentPort"
  | "localAIHandler"
  | "LanguageModelUtility";
/** Every value that Electron exports in the main process, so that a new one has to be thought of here. */
type ExportedByElectron = Exclude<keyof typeof import("electron"), OtherProcesses | "WebSocket">;

export default all;
