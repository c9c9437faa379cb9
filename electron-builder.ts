import type { Configuration } from "electron-builder";
import { linkSchemes } from "./shared/links.ts";
import { readSigning, readUpdateUrl } from "./tools/packages/signing.ts";

const signing = readSigning(process.env);
const updateUrl = readUpdateUrl(process.env, process.platform, signing);

/** The one prebuild of the native module that a package needs. `${arch}` is electron-builder's: x64, arm64. */
const onlyPrebuild = (platform: "darwin" | "linux" | "win32") =>
  `!node_modules/better-sqlite3/prebuilds/!(${platform}-\${arch}.node)`;
const trayIcons = ["resources/icons/tray/*.png", "!resources/icons/tray/*Template*.png"];

/**
 * The installers: `npm run dist`, and `npm run dist:dir -- --dry` for what can be known without Electron's program. Signing,
 * notarisation and the place of updates come from the environment; see `docs/releasing.md`.
 */
const configuration: Configuration = {
  appId: "dk.sidetone.desktop",
  productName: "Sidetone",
  copyright: "Copyright © 2026 Sidetone",
  directories: { output: "dist", buildResources: "resources/installer" },
  extraMetadata: { homepage: process.env.SIDETONE_HOMEPAGE ?? "https://sidetone.example.invalid" },

  // All that the app needs at run time is built into `out`, but for the native module and what reads files by name.
  files: [
    "out/{main,preload,renderer}/**",
    "!out/**/*.map",
    "resources/icons/app/256.png",
    "CHANGELOG.md",
    // The relay is a workspace beside the app; its libraries are none of the app's.
    "!node_modules/!(better-sqlite3)/**",
    "!node_modules/better-sqlite3/{deps,src,binding.gyp,README.md}",
    "!node_modules/better-sqlite3/{deps,src}/**",
    // One entry per platform for bundlers; the app takes the one that finds its prebuild by itself.
    "!node_modules/better-sqlite3/lib/{darwin,linux,linuxmusl,win32}-*.js",
  ],
  // The system loads libraries from files. Smart unpacking would take the module's JavaScript out too, where nothing checks
  // its integrity.
  asar: { smartUnpack: false },
  asarUnpack: ["**/*.node"],
  // better-sqlite3's prebuilds are Node-API: there is nothing to compile for Electron.
  npmRebuild: false,
  nodeGypRebuild: false,
  electronLanguages: ["en-US", "da"],
  // The fuses' list is typed by the newest `@electron/fuses`, and not by electron-builder's.
  async afterPack(context) {
    const { setFuses } = await import("./tools/packages/set-fuses.ts");
    await setFuses(context);
  },

  protocols: [{ name: "Sidetone", schemes: [...linkSchemes], role: "Viewer" }],
  publish: updateUrl === undefined ? null : { provider: "generic", url: updateUrl, channel: "latest" },
  generateUpdatesFilesForAllChannels: false,
  artifactName: `\${productName}-\${version}-\${os}-\${arch}.\${ext}`,

  win: {
    target: [{ target: "nsis", arch: ["x64", "arm64"] }],
    icon: "resources/icons/app/app.ico",
    files: [
      ...trayIcons,
      "resources/icons/overlay/*.png",
      "resources/selection/copy-selection.ps1",
      onlyPrebuild("win32"),
    ],
    ...(signing.windows?.by === "azure" ? { azureSignOptions: signing.windows.options } : {}),
  },
  nsis: {
    // Asks once whether for everybody or for oneself; silently: /S with /allusers or /currentuser.
    oneClick: false,
    allowElevation: true,
    allowToChangeInstallationDirectory: false,
    buildUniversalInstaller: false,
    differentialPackage: true,
    deleteAppDataOnUninstall: false,
    include: "resources/installer/installer.nsh",
    installerLanguages: ["en_US", "da_DK"],
    displayLanguageSelector: false,
    warningsAsErrors: true,
  },

  mac: {
    target: [
      { target: "dmg", arch: ["x64", "arm64"] },
      // What the updater of macOS reads.
      { target: "zip", arch: ["x64", "arm64"] },
    ],
    icon: "resources/icons/app/app.icns",
    category: "public.app-category.business",
    files: ["resources/icons/tray/*Template*.png", "resources/selection/copy-selection.js", onlyPrebuild("darwin")],
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: "resources/installer/entitlements.mac.plist",
    entitlementsInherit: "resources/installer/entitlements.mac.plist",
    // Without a certificate the packages are for trying only: not signed, and not looked for in the keychain.
    ...(signing.mac ? {} : { identity: null }),
    notarize: signing.mac && signing.notarize,
    extendInfo: {
      CFBundleAllowMixedLocalizations: true,
      CFBundleLocalizations: ["da", "en"],
      // Notifications stay, and show their buttons, until they are dealt with, as long as he chooses nothing else.
      NSUserNotificationAlertStyle: "alert",
    },
  },
  dmg: { sign: false, writeUpdateInfo: false },

  linux: {
    target: [
      { target: "AppImage", arch: ["x64", "arm64"] },
      { target: "deb", arch: ["x64", "arm64"] },
    ],
    icon: "resources/icons/linux",
    executableName: "sidetone",
    category: "Network;Telephony;Office;",
    synopsis: "Calls of Flexfone, a hosted telephone system",
    maintainer: process.env.SIDETONE_MAINTAINER ?? "Sidetone <sidetone@example.invalid>",
    // Wayland and notifications know the app by its desktop file.
    syncDesktopName: true,
    files: [...trayIcons, onlyPrebuild("linux")],
    desktop: {
      entry: {
        Name: "Sidetone",
        "GenericName[da]": "Telefon",
        GenericName: "Telephone",
        "Comment[da]": "Se hvem der ringer, ring op, og styr viderestillinger på Flexfone",
        Keywords: "phone;call;dial;Flexfone;telefon;opkald;",
        StartupWMClass: "Sidetone",
        StartupNotify: "false",
      },
    },
  },
};

export default configuration;
