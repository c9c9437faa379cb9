import { type FuseV1Config, FuseV1Options, FuseVersion } from "@electron/fuses";

/**
 * Every fuse of Electron's program, and how it is set (docs: "tutorial/fuses"). A fuse that a new `@electron/fuses` knows is
 * missing in this record and does not compile; one that only a new Electron has fails the build by `strictlyRequireAllFuses`.
 */
const fuses = {
  // ELECTRON_RUN_AS_NODE would make a signed Sidetone run anybody's script.
  [FuseV1Options.RunAsNode]: false,
  // Cookies are encrypted on disk. The app keeps none.
  [FuseV1Options.EnableCookieEncryption]: true,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS are not heard: they load foreign code and foreign roots.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // --inspect would open the main process, with its secrets, to every program of the user.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The archive's header must have the hash that is in Info.plist or in the program's resources (macOS, Windows).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // No `app` folder beside the archive is looked for.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // One V8 snapshot for all processes; there is none of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://; file:// has no more rights than in a browser.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // V8 catches WebAssembly's out-of-bounds accesses by signal, as in Chromium. The app has no WebAssembly.
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies Record<FuseV1Options, boolean>;

/** @param resetAdHocDarwinSignature true on macOS: Electron's own signature no longer fits a flipped program */
export function fuseConfig(resetAdHocDarwinSignature: boolean): FuseV1Config {
  return { version: FuseVersion.V1, strictlyRequireAllFuses: true, resetAdHocDarwinSignature, ...fuses };
}
