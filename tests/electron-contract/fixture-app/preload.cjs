const { contextBridge, ipcRenderer } = require("electron");
const { EventEmitter } = require("node:events");

class Point {
  constructor(x) {
    this.x = x;
  }

  method() {
    return this.x;
  }
}

function attempt(run) {
  try {
    return { value: run() };
  } catch (error) {
    return { error: String(error) };
  }
}

window.leakedByPreload = true;

contextBridge.exposeInMainWorld("fixture", {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  on(channel, listener) {
    const receive = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, receive);
    return () => {
      ipcRenderer.removeListener(channel, receive);
    };
  },
  // IPC and the bridge have different rules; these stay on the preload's side of the bridge.
  invokeWithFunction: () => ipcRenderer.invoke("echo", () => {}).catch((error) => String(error)),
  sendWithFunction: () => attempt(() => ipcRenderer.send("echo", () => {})),
  point: new Point(7),
  text: "text",
  date: new Date(0),
  nested: { list: [1, { two: 2 }] },
  fails: () => {
    throw new TypeError("on purpose");
  },
  failsLater: () => Promise.reject(new RangeError("later")),
  process: { type: process.type, sandboxed: process.sandboxed, platform: process.platform },
  modules: () => ({
    emitter: typeof EventEmitter,
    url: typeof require("node:url").URL,
    timers: typeof require("node:timers").setTimeout,
    fs: attempt(() => require("node:fs")),
  }),
  exposeTwice: () => attempt(() => contextBridge.exposeInMainWorld("fixture", {})),
});
