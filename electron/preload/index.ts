import { contextBridge, ipcRenderer } from "electron";
import { BRIDGE_NAME, EVENT_CHANNEL, REQUEST_CHANNEL } from "../../shared/ipc/channels.ts";
import type { Bridge } from "../../shared/ipc/contract.ts";

/** The only thing a page can reach: requests and events of the contract, checked in the main process. */
const bridge: Bridge = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  on(name, listener) {
    const receive = (_event: unknown, sent: unknown, payload: Parameters<typeof listener>[0]) => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive);
    };
  },
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
