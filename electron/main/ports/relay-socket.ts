import type { ClientMessage, RelayMessage } from "../../../shared/relay-protocol/stream.ts";

export type SocketEnd =
  /** The upgrade was answered with an HTTP status instead (401: the token is not known). */
  | { type: "refused"; status: number }
  | { type: "unreachable"; reason: string; proxy: boolean }
  | { type: "closed"; code: number; reason: string };

export interface SocketHandlers {
  onOpen(): void;
  /** A message that fits the protocol. Others are logged and left out. */
  onMessage(message: RelayMessage): void;
  /** Exactly once, and nothing after it. */
  onEnd(end: SocketEnd): void;
}

export interface RelaySocket {
  send(message: ClientMessage): void;
  /** Ends the connection without a further `onEnd`. */
  close(): void;
}

/** Opens the WebSocket stream to the relay, through the system's proxy where one is set. */
export type OpenRelaySocket = (target: { relay: string; token: string }, handlers: SocketHandlers) => RelaySocket;
