import { app, type WebContents } from "electron";
import type { Logger } from "../ports/logger.ts";

/** No page of the app goes anywhere, opens a window or embeds another; links are handed over by the main process only. */
export function refuseNavigation(logger: Logger): void {
  app.on("web-contents-created", (_event, contents) => guard(contents, logger));
}

function guard(contents: WebContents, logger: Logger): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    logger.warn("refused", { what });
    event.preventDefault();
  };
  contents.on("will-navigate", refuse("navigation"));
  // The page has no frames; were one put into it, it would go nowhere either.
  contents.on("will-frame-navigate", refuse("navigation of a frame"));
  contents.on("will-redirect", refuse("redirect"));
  contents.on("will-attach-webview", refuse("webview"));
  contents.setWindowOpenHandler(() => {
    logger.warn("refused", { what: "new window" });
    return { action: "deny" };
  });
}
