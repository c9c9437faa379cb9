import { AppDouble } from "./app.ts";
import { createBrowserWindowClass } from "./browser-window.ts";
import { ClipboardItemDouble, createClipboard } from "./clipboard.ts";
import { Desktop } from "./desktop.ts";
import { DesktopServer } from "./desktop-server.ts";
import { createDialog } from "./dialog.ts";
import { createGlobalShortcut } from "./global-shortcut.ts";
import { IpcMainDouble } from "./ipc-main.ts";
import { LoopbackAccess } from "./loopback-access.ts";
import { createMenuClasses } from "./menu.ts";
import { nativeImageDouble } from "./native-image.ts";
import { NativeThemeDouble } from "./native-theme.ts";
import { createNet } from "./net.ts";
import { createNotificationClass } from "./notification.ts";
import { PowerMonitorDouble } from "./power-monitor.ts";
import { AppProtocol } from "./protocol.ts";
import { createSafeStorage } from "./safe-storage.ts";
import { ScreenDouble } from "./screen.ts";
import { SessionDouble } from "./session.ts";
import type { DoubleSettings } from "./settings.ts";
import { createShell } from "./shell.ts";
import { SingleInstance } from "./single-instance.ts";
import { createSystemPreferences } from "./system-preferences.ts";
import { createTrayClass } from "./tray.ts";

export type ElectronDouble = Awaited<ReturnType<typeof createDouble>>;

/** Everything of one run, with its desktop listening. @throws Error when the desktop's port is taken. */
export async function createDouble(settings: DoubleSettings, mainScript: string) {
  const { platform } = settings;
  const desktop = new Desktop();
  const access = new LoopbackAccess();
  const server = new DesktopServer(desktop, access);
  await server.listen(settings.port);

  const singleInstance = new SingleInstance({ port: server.port, token: access.token });
  server.onHandover((handover) => singleInstance.receive(handover));
  const app: AppDouble = new AppDouble({
    desktop,
    settings,
    singleInstance,
    mainScript,
    windows: () => BrowserWindow.getAllWindows(),
  });
  const isReady = () => app.isReady();
  const protocol = new AppProtocol(isReady);
  const session = new SessionDouble(desktop, protocol, isReady);
  const screen = new ScreenDouble(isReady);
  const ipcMain = new IpcMainDouble();
  const BrowserWindow = createBrowserWindowClass({
    desktop,
    app,
    screen,
    access,
    protocol,
    ipcMain,
    session,
    platform,
    changed: () => desktop.changed(),
  });
  const menus = createMenuClasses(desktop, () => app.quit());

  return {
    server,
    app,
    modules: {
      app,
      BrowserWindow,
      clipboard: createClipboard(desktop, platform),
      ClipboardItem: ClipboardItemDouble,
      dialog: createDialog(desktop, isReady),
      globalShortcut: createGlobalShortcut(desktop, isReady),
      ipcMain,
      Menu: menus.Menu,
      MenuItem: menus.MenuItem,
      nativeImage: nativeImageDouble,
      nativeTheme: new NativeThemeDouble(desktop),
      net: createNet(desktop, protocol, isReady),
      Notification: createNotificationClass(desktop, platform, isReady),
      powerMonitor: new PowerMonitorDouble(desktop),
      protocol: protocol.module,
      safeStorage: createSafeStorage({ desktop, platform, isReady, userData: () => app.getPath("userData") }),
      screen,
      session: session.exported,
      shell: createShell(desktop),
      systemPreferences: createSystemPreferences(desktop, platform),
      Tray: createTrayClass({ desktop, screen, platform, isReady }),
    },
  };
}
