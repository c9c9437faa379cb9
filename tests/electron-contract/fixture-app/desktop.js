import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  shell,
  Tray,
} from "electron";

/** Shows one of everything on the desktop and prints what comes back, one line each. */
const tell = (...words) => console.log("fixture:", ...words);

app.requestSingleInstanceLock();
protocol.registerSchemesAsPrivileged([{ scheme: "fixture", privileges: { standard: true } }]);
app.on("window-all-closed", () => {});
app.on("activate", () => tell("activate"));
app.on("open-url", (_event, url) => tell("open-url", url));
app.on("second-instance", (_event, argv) => tell("second-instance", argv.at(-1)));
app.whenReady().then(start);

/** Held, so that they are not collected while they are on the screen. */
const shown = [];

function notify(options) {
  const notification = new Notification(options);
  shown.push(notification);
  for (const name of ["show", "click", "close"]) notification.on(name, () => tell("notification", options.title, name));
  notification.on("action", (details, index) =>
    tell("notification", options.title, "action", details.actionIndex, index),
  );
  notification.on("reply", (_details, text) => tell("notification", options.title, "reply", text));
  notification.on("failed", (_event, error) => tell("notification", options.title, "failed", error !== ""));
  notification.show();
}

function start() {
  app.setAsDefaultProtocolClient("fixture");
  app.setBadgeCount(3);
  const dot =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const tray = new Tray(nativeImage.createFromDataURL(dot));
  tray.setToolTip("three missed");
  tray.on("click", () => tell("tray click"));
  tray.on("right-click", () => tell("tray right-click"));
  tray.setContextMenu(
    Menu.buildFromTemplate([
      {
        label: "Night && day",
        type: "checkbox",
        checked: false,
        click: (item) => tell("menu", item.label, item.checked),
      },
      { label: "Not now", enabled: false },
      { label: "More", submenu: [{ label: "Notify", click: () => notify({ title: "Later" }) }] },
    ]),
  );
  notify({
    title: "First",
    body: "line",
    urgency: "critical",
    actions: [
      { type: "button", text: "Yes" },
      { type: "button", text: "No" },
    ],
  });
  notify({ title: "Second", hasReply: true, replyPlaceholder: "Answer" });
  for (const name of ["suspend", "resume", "lock-screen", "unlock-screen"]) {
    powerMonitor.on(name, () => tell("power", name, powerMonitor.getSystemIdleState(1)));
  }
  nativeTheme.on("updated", () => tell("theme", nativeTheme.shouldUseDarkColors));
  const press = async () => {
    tell("shortcut", await clipboard.readText(), net.isOnline(), app.getLocale());
    tell(
      "another shortcut",
      globalShortcut.register("Alt+F9", () => {}),
    );
    tell("keychain", safeStorage.isEncryptionAvailable(), backend());
  };
  tell("shortcut registered", globalShortcut.register("CommandOrControl+Shift+D", press));
  shell.openExternal("https://example.invalid/customer");
  const window = new BrowserWindow({ show: false, title: "Hidden" });
  window.webContents.on("render-process-gone", (_event, details) => tell("gone", details.reason));
  window.on("close", (event) => {
    tell("window close");
    event.preventDefault();
  });
  protocol.handle("fixture", () => new Response("<title>A page</title>", { headers: { "Content-Type": "text/html" } }));
  window.loadURL("fixture://app/");
  app.once("before-quit", () => window.removeAllListeners("close"));
  dialog
    .showMessageBox(window, { title: "Replace?", message: "Replace it?", buttons: ["Replace", "Keep"] })
    .then(({ response }) => tell("dialog", response));
  const unknown = () => app.setJumpList([]);
  try {
    unknown();
  } catch (error) {
    tell(error.message);
  }
}

function backend() {
  return process.platform === "linux" ? safeStorage.getSelectedStorageBackend() : "";
}
