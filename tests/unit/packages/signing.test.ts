import { describe, expect, it } from "vitest";
import { readSigning, readUpdateUrl } from "../../../tools/packages/signing.ts";

const azure = {
  AZURE_SIGNING_ENDPOINT: "https://weu.codesigning.azure.net",
  AZURE_SIGNING_PUBLISHER: "Nordlys A/S",
  AZURE_SIGNING_PROFILE: "sidetone",
  AZURE_SIGNING_ACCOUNT: "nordlys",
};

describe("signing by environment", () => {
  it("is off where nothing is set", () => {
    expect(readSigning({})).toEqual({ mac: false, notarize: false, windows: undefined });
  });

  it("takes a certificate for Windows and macOS alike, and Apple's key for the notary", () => {
    const key = { APPLE_API_KEY: "key.p8", APPLE_API_KEY_ID: "id", APPLE_API_ISSUER: "issuer" };
    expect(readSigning({ CSC_LINK: "cert.p12", ...key })).toEqual({
      mac: true,
      notarize: true,
      windows: { by: "certificate" },
    });
  });

  it("does not notarise by half of a key", () => {
    expect(readSigning({ CSC_LINK: "cert.p12", APPLE_API_KEY: "key.p8", APPLE_API_KEY_ID: "" }).notarize).toBe(false);
  });

  it("prefers Azure for Windows, and says what is missing of it", () => {
    expect(readSigning({ ...azure, CSC_LINK: "cert.p12" }).windows?.by).toBe("azure");
    expect(() => readSigning({ ...azure, AZURE_SIGNING_PROFILE: "" })).toThrow("AZURE_SIGNING_PROFILE is not set");
  });
});

describe("where updates come from", () => {
  const url = "https://sidetone.example/updates/";

  it("is nowhere unless said", () => {
    expect(readUpdateUrl({}, "win32", readSigning({}))).toBeUndefined();
  });

  it("is https only", () => {
    expect(() => readUpdateUrl({ SIDETONE_UPDATE_URL: "http://sidetone.example" }, "linux", readSigning({}))).toThrow();
  });

  it("takes a signature on Windows and macOS", () => {
    const env = { SIDETONE_UPDATE_URL: url };
    expect(() => readUpdateUrl(env, "win32", readSigning(env))).toThrow("not signed");
    expect(() => readUpdateUrl(env, "darwin", readSigning(env))).toThrow("not signed");
    expect(readUpdateUrl(env, "win32", readSigning({ ...env, ...azure }))).toBe(url);
    expect(readUpdateUrl(env, "linux", readSigning(env))).toBe(url);
  });
});
