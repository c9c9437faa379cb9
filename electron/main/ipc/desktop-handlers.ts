import { type linkRequests, shownSchemes } from "../../../shared/ipc/links.ts";
import type { LinkHandlers } from "../ports/link-handlers.ts";
import type { Handlers } from "./handlers.ts";

export interface DesktopServices {
  linkHandlers: LinkHandlers;
}

/** How the app lives on the computer. */
export function createDesktopHandlers({ linkHandlers }: DesktopServices): Pick<Handlers, keyof typeof linkRequests> {
  return {
    "links.handlers": async () => ({
      ok: true,
      value: await Promise.all(
        shownSchemes.map(async (scheme) => ({ scheme, ...(await linkHandlers.handler(scheme)) })),
      ),
    }),
    "links.claim": async () => ({ ok: true, value: await linkHandlers.claim() }),
  };
}
