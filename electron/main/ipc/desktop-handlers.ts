import type { diagnosticsRequests } from "../../../shared/ipc/diagnostics.ts";
import type { keepingRequests } from "../../../shared/ipc/keeping.ts";
import { type linkRequests, shownSchemes } from "../../../shared/ipc/links.ts";
import type { LinkHandlers } from "../ports/link-handlers.ts";
import type { DiagnosticsService } from "../services/diagnostics.ts";
import { succeeded } from "../services/failure.ts";
import type { HistoryKeeping } from "../services/history-keeping.ts";
import type { SettingsFiles } from "../services/settings-files.ts";
import type { Handlers } from "./handlers.ts";

export interface DesktopServices {
  linkHandlers: LinkHandlers;
  keeping: HistoryKeeping;
  settingsFiles: SettingsFiles;
  diagnostics: DiagnosticsService;
}

/** How the app lives on the computer, and what it keeps there. */
export function createDesktopHandlers(
  services: DesktopServices,
): Pick<Handlers, keyof typeof linkRequests | keyof typeof keepingRequests | keyof typeof diagnosticsRequests> {
  return {
    "links.handlers": async () => ({
      ok: true,
      value: await Promise.all(
        shownSchemes.map(async (scheme) => ({ scheme, ...(await services.linkHandlers.handler(scheme)) })),
      ),
    }),
    "links.claim": async () => ({ ok: true, value: await services.linkHandlers.claim() }),
    "history.erase": (erasure) => services.keeping.erase(erasure),
    "diagnostics.get": async () => ({ ok: true, value: await services.diagnostics.look() }),
    "diagnostics.copy": async () => {
      await services.diagnostics.copy();
      return succeeded();
    },
    "settings.export": () => services.settingsFiles.export(),
    "settings.import": () => services.settingsFiles.import(),
  };
}
