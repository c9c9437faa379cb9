/** What a window's page and the main process say to each other over the page's WebSocket. */

export type FromPage =
  | { type: "invoke"; id: number; channel: string; args: unknown[] }
  | { type: "send"; channel: string; args: unknown[] }
  | { type: "dom-ready" }
  | { type: "loaded" }
  | { type: "title"; title: string }
  | { type: "focus"; focused: boolean }
  /** The page wants to leave for another address; the main process decides. */
  | { type: "navigate"; url: string }
  | { type: "navigated-in-page"; url: string }
  | { type: "open"; url: string; frameName: string; features: string; disposition: OpenDisposition }
  | { type: "key"; input: PageKey }
  | { type: "preload-error"; message: string; stack: string }
  | { type: "close" };

type OpenDisposition = "foreground-tab" | "background-tab" | "new-window";

export interface PageKey {
  type: "keyDown" | "keyUp";
  key: string;
  code: string;
  isAutoRepeat: boolean;
  shift: boolean;
  control: boolean;
  alt: boolean;
  meta: boolean;
}

export type ToPage =
  | { type: "result"; id: number; value: unknown }
  | { type: "refusal"; id: number; message: string }
  | { type: "message"; channel: string; args: unknown[] }
  | { type: "reload" }
  | { type: "go"; url: string }
  | { type: "destroyed" };

/** What the main process tells the page's runtime when it starts. */
export interface PageConfig {
  /** Where the worker's script is; it opens the WebSocket. */
  workerPath: string;
  /** The page's loopback origin and the app's origin that it stands for. */
  loopbackOrigin: string;
  appOrigin: string;
  platform: string;
  arch: string;
  versions: Record<string, string>;
}
