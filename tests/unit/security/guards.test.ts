import { EventEmitter } from "node:events";
import type { Session } from "electron";
import { describe, expect, it, vi } from "vitest";
import { refuseNavigation } from "../../../electron/main/security/navigation.ts";
import { refusePermissions } from "../../../electron/main/security/permissions.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const electron = vi.hoisted(() => ({ app: undefined as unknown as import("node:events").EventEmitter }));
vi.mock("electron", async () => {
  const { EventEmitter: Emitter } = await import("node:events");
  electron.app = new Emitter();
  return { app: electron.app };
});

/** A page's web contents, as far as a guard can tell. */
class FakeContents extends EventEmitter {
  open: (details: { url: string }) => { action: string } = () => ({ action: "allow" });
  setWindowOpenHandler(handler: FakeContents["open"]): void {
    this.open = handler;
  }
}

/** A session that keeps what it was told. */
class FakeSession extends EventEmitter {
  request: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void = () => {};
  check: (contents: unknown, permission: string) => boolean = () => true;
  device: (details: unknown) => boolean = () => true;
  setPermissionRequestHandler(handler: FakeSession["request"]): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: FakeSession["check"]): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: FakeSession["device"]): void {
    this.device = handler;
  }
}

function guarded(): FakeContents {
  refuseNavigation(new SilentLogger());
  const contents = new FakeContents();
  electron.app.emit("web-contents-created", {}, contents);
  return contents;
}

const urls = [
  "https://evil.example/",
  "file:///etc/passwd",
  "app://sidetone/index.html",
  "javascript:alert(1)",
  "data:text/html,x",
];

describe("a page", () => {
  it.each(["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"])(
    "%s is prevented, wherever it leads",
    (name) => {
      for (const url of urls) {
        const preventDefault = vi.fn();
        guarded().emit(name, { preventDefault, url }, url);
        expect(preventDefault).toHaveBeenCalled();
      }
    },
  );

  it("opens no window, whatever address it has", () => {
    for (const url of urls) expect(guarded().open({ url })).toEqual({ action: "deny" });
  });

  it("gets no permission, is told that it has none, gets no device, and downloads nothing", () => {
    const session = new FakeSession();
    refusePermissions(session as unknown as Session);
    for (const permission of [
      "media",
      "geolocation",
      "notifications",
      "clipboard-read",
      "openExternal",
      "fullscreen",
      "hid",
      "usb",
      "serial",
      "fileSystem",
    ]) {
      const granted = vi.fn();
      session.request(undefined, permission, granted);
      expect(granted).toHaveBeenCalledExactlyOnceWith(false);
      expect(session.check(undefined, permission)).toBe(false);
    }
    expect(session.device({ deviceType: "usb" })).toBe(false);
    const preventDefault = vi.fn();
    session.emit("will-download", { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
  });
});
