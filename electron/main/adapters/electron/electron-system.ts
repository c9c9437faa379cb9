import { release } from "node:os";
import { app, net } from "electron";
import type { SystemFacts } from "../../ports/health.ts";

/** What the app runs on. */
export const electronSystem: SystemFacts = {
  get versions() {
    const { electron, chrome, node } = process.versions;
    return {
      app: app.getVersion(),
      ...(electron === undefined ? {} : { electron }),
      ...(chrome === undefined ? {} : { chromium: chrome }),
      node,
      system: release(),
    };
  },
  platform: process.platform,
  architecture: process.arch,
  isOnline: () => net.isOnline(),
};
