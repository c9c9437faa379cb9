import type { CloneCodec } from "./clone-codec.ts";

/** What a dedicated worker has; the DOM's types and a worker's do not fit in one program. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

/**
 * Runs in a worker of the page, because the page's own security policy may forbid it to connect anywhere, and a worker has
 * the policy that it was served with. Carries messages both ways; served as this function's source.
 */
export function socketWorker(scope: WorkerScope, codec: CloneCodec, address: string): void {
  const socket = new WebSocket(address);
  const waiting: string[] = [];

  const sendToMain = (message: unknown) => {
    const text = codec.encode(message);
    if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
    else socket.send(text);
  };

  socket.onopen = () => {
    for (const text of waiting.splice(0)) socket.send(text);
  };
  socket.onmessage = (event) => scope.postMessage(codec.decode(String(event.data)));
  scope.onmessage = (event) => {
    const message: { type: string; id?: number } = event.data;
    try {
      sendToMain(message);
    } catch {
      // A browser clones more than Electron sends between processes (a Blob, say).
      if (message.type === "invoke") {
        scope.postMessage({ type: "refusal", id: message.id, message: "An object could not be cloned." });
      } else throw new Error("An object could not be cloned.");
    }
  };
}
