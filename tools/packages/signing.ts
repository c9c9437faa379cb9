/**
 * What the environment says about signing and publishing; nothing of it is ever in the project. Passwords and certificates
 * themselves are read by electron-builder under the same names (`CSC_LINK`, `CSC_KEY_PASSWORD`, …).
 */
export interface Signing {
  mac: boolean;
  /** Apple's notary service, by App Store Connect key, Apple ID or keychain profile. */
  notarize: boolean;
  windows: { by: "certificate" } | { by: "azure"; options: AzureSigning } | undefined;
}

/** Azure Artifact Signing; its login is in `AZURE_TENANT_ID`, `AZURE_CLIENT_ID`, `AZURE_CLIENT_SECRET`. */
type AzureSigning = {
  publisherName: string;
  endpoint: string;
  certificateProfileName: string;
  codeSigningAccountName: string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error where Azure's settings are incomplete */
export function readSigning(env: Environment): Signing {
  const has = (...names: string[]) => names.every((name) => (env[name] ?? "") !== "");
  return {
    mac: has("CSC_LINK") || has("CSC_NAME"),
    notarize:
      has("APPLE_API_KEY", "APPLE_API_KEY_ID", "APPLE_API_ISSUER") ||
      has("APPLE_ID", "APPLE_APP_SPECIFIC_PASSWORD", "APPLE_TEAM_ID") ||
      has("APPLE_KEYCHAIN_PROFILE"),
    windows: has("AZURE_SIGNING_ENDPOINT")
      ? { by: "azure", options: azure(env) }
      : has("WIN_CSC_LINK") || has("CSC_LINK")
        ? { by: "certificate" }
        : undefined,
  };
}

function azure(env: Environment): AzureSigning {
  const value = (name: string) => {
    const found = env[name];
    if (found === undefined || found === "") throw new Error(`${name} is not set, and AZURE_SIGNING_ENDPOINT is`);
    return found;
  };
  return {
    publisherName: value("AZURE_SIGNING_PUBLISHER"),
    endpoint: value("AZURE_SIGNING_ENDPOINT"),
    certificateProfileName: value("AZURE_SIGNING_PROFILE"),
    codeSigningAccountName: value("AZURE_SIGNING_ACCOUNT"),
  };
}

/**
 * Where the app looks for updates, the folder that the installers are uploaded to; undefined for packages that never update
 * themselves.
 *
 * @throws Error where it is not https, or the package for this platform would not be signed: whoever held the server could
 * then put any program on the employees' computers
 */
export function readUpdateUrl(env: Environment, platform: NodeJS.Platform, signing: Signing): string | undefined {
  const url = env.SIDETONE_UPDATE_URL ?? "";
  if (url === "") return undefined;
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") throw new Error("SIDETONE_UPDATE_URL is not https");
  const signed = platform === "darwin" ? signing.mac : platform === "win32" ? signing.windows !== undefined : true;
  if (!signed) throw new Error(`SIDETONE_UPDATE_URL is set, and packages for ${platform} are not signed`);
  return url;
}
