import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { app, BrowserWindow, ipcMain, Menu, nativeImage, net, protocol, safeStorage, screen, session } from "electron";

/** A small app for the expectations of ../contract.ts. It runs on Electron and on the double alike. */
const order = [];
const refusals = {};
const seen = {
  requests: [],
  willNavigate: [],
  opened: [],
  created: [],
  secondInstance: [],
  windowEvents: [],
  sent: [],
};

function refusal(run) {
  try {
    run();
    return "no error";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const types = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8" };

if (!app.requestSingleInstanceLock({ note: process.argv.at(-1) })) {
  app.quit();
} else {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: "fixture", privileges: { standard: true, secure: true } }]);
  order.push(`at the start ready is ${app.isReady()}`);
  refusals.windowBeforeReady = refusal(() => new BrowserWindow());
  refusals.sessionBeforeReady = refusal(() => session.defaultSession);
  app.on("ready", () => order.push("ready"));
  app.on("second-instance", (_event, argv, _directory, data) => seen.secondInstance.push({ last: argv.at(-1), data }));
  app.on("web-contents-created", (_event, contents) => guard(contents));
  app.on("window-all-closed", () => {});
  app.on("before-quit", () => console.log("fixture: before-quit"));
  app.on("will-quit", () => console.log("fixture: will-quit"));
  app.on("quit", (_event, code) => console.log(`fixture: quit ${code}`));
  app.whenReady().then(start);
  order.push("end of the script");
}

function guard(contents) {
  seen.created.push(contents.id);
  contents.on("will-navigate", (event, url) => {
    seen.willNavigate.push(url);
    if (!url.startsWith("fixture://")) event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    seen.opened.push(url);
    return { action: "deny" };
  });
}

async function start() {
  order.push("whenReady");
  refusals.schemesAfterReady = refusal(() =>
    protocol.registerSchemesAsPrivileged([{ scheme: "late", privileges: {} }]),
  );
  protocol.handle("fixture", respond);
  refusals.secondHandler = refusal(() => protocol.handle("fixture", respond));
  handle();
  const window = open({ show: true });
  seen.order = order;
  await window.loadURL("fixture://app/index.html?question=1");
  seen.loadURLSettled = true;
}

function open(options) {
  const window = new BrowserWindow({
    width: 380,
    height: 640,
    title: "Before the page",
    ...options,
    webPreferences: {
      preload: join(import.meta.dirname, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  for (const name of ["show", "hide", "closed", "ready-to-show"]) {
    window.on(name, () => seen.windowEvents.push(`${window.id} ${name}`));
  }
  return window;
}

async function respond(request) {
  seen.requests.push(`${request.method} ${request.url}`);
  const { host, pathname } = new URL(request.url);
  const headers = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Fixture": `${request.method} ${request.url}`,
  };
  if (host !== "app" || !/^\/[a-z]+\.(html|js)$/.test(pathname)) return new Response("none", { status: 404, headers });
  const text = await readFile(join(import.meta.dirname, pathname), "utf8");
  return new Response(text, { headers: { ...headers, "Content-Type": types[pathname.split(".")[1]] } });
}

function handle() {
  const handlers = {
    echo: (_event, ...args) => args,
    describe: (_event, value) => describe(value),
    seen: () => ({ ...seen, order, refusals }),
    sender: (event) => ({
      url: event.senderFrame.url,
      origin: event.senderFrame.origin,
      isMain: event.senderFrame.parent === null,
      id: event.sender.id,
      windowId: BrowserWindow.fromWebContents(event.sender)?.id,
    }),
    fails: () => {
      throw new TypeError("refused on purpose");
    },
    uncloneable: () => ({ run: () => {} }),
    "send-back": (event, ...args) => event.sender.send("sent-back", ...args),
    "send-function": (event) => refusal(() => event.sender.send("sent-back", () => {})),
    "second-handler": () => refusal(() => ipcMain.handle("echo", () => {})),
    about: () => ({
      name: app.getName(),
      version: app.getVersion(),
      packaged: app.isPackaged,
      userData: app.getPath("userData"),
      logs: app.getPath("logs"),
      electron: typeof process.versions.electron,
      type: process.type,
      unknownPath: refusal(() => app.getPath("nowhere")),
    }),
    "second-window": async () => {
      const window = open({ show: false });
      window.loadURL("fixture://app/other.html");
      const before = window.isVisible();
      window.show();
      const shown = window.isVisible();
      window.hide();
      return { before, shown, hidden: window.isVisible(), ids: BrowserWindow.getAllWindows().map(({ id }) => id) };
    },
    "close-second-window": async () => {
      const window = BrowserWindow.getAllWindows().find(({ id }) => id !== 1);
      if (window === undefined) return "there is none";
      const keep = (event) => event.preventDefault();
      window.on("close", keep);
      window.close();
      await settled();
      const kept = !window.isDestroyed();
      window.off("close", keep);
      const closed = new Promise((resolve) => window.once("closed", resolve));
      window.close();
      await closed;
      return {
        kept,
        destroyed: window.isDestroyed(),
        error: refusal(() => window.show()),
        left: BrowserWindow.getAllWindows().length,
      };
    },
    secrets: async () => {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return "not available";
      const encrypted = await safeStorage.encryptStringAsync("blåbærgrød");
      const { result } = await safeStorage.decryptStringAsync(encrypted);
      return {
        result,
        hidden: !encrypted.includes("blåbærgrød"),
        wrong: await rejection(safeStorage.decryptStringAsync(Buffer.from("rubbish"))),
      };
    },
    image: () => {
      const empty = nativeImage.createFromPath("/no/such/file.png");
      const dot =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
      return { empty: empty.isEmpty(), size: nativeImage.createFromDataURL(dot).getSize() };
    },
    menu: () => {
      const menu = Menu.buildFromTemplate([
        { id: "one", label: "One", type: "checkbox", checked: true },
        { type: "separator" },
        { label: "More", submenu: [{ id: "deep", label: "Deep", enabled: false }] },
      ]);
      const [first, line, more] = menu.items;
      return { checked: first.checked, line: line.type, more: more.type, deep: menu.getMenuItemById("deep").enabled };
    },
    network: async () => {
      const own = await net.fetch("fixture://app/page.js");
      return {
        own: own.headers.get("x-fixture"),
        refused: await rejection(net.fetch(`http://127.0.0.1:${await closedPort()}/`)),
        proxy: await session.defaultSession.resolveProxy("http://127.0.0.1/"),
        online: typeof net.isOnline(),
      };
    },
    screen: () => {
      const { workArea } = screen.getPrimaryDisplay();
      return { wide: workArea.width > 0, high: workArea.height > 0, all: screen.getAllDisplays().length > 0 };
    },
    "will-quit": () => {
      setImmediate(() => app.quit());
      return "asked";
    },
  };
  for (const [channel, handler] of Object.entries(handlers)) ipcMain.handle(channel, handler);
  ipcMain.on("note", (event, ...args) => seen.sent.push([event.sender.id, ...args]));
}

function describe(value) {
  if (value instanceof Map) return `Map ${JSON.stringify([...value])}`;
  if (value instanceof Set) return `Set ${JSON.stringify([...value])}`;
  if (value instanceof Date) return `Date ${value.toISOString()}`;
  if (value instanceof Error) return `${value.name} ${value.message}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${[...value].join(",")}`;
  return `${typeof value} ${String(value)}`;
}

/** A port that nobody listens on. */
async function closedPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function settled() {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

async function rejection(promise) {
  try {
    await promise;
    return "no error";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
