import { z } from "zod";

/**
 * The relay's HTTP interface for the app, version 1. Bodies are JSON. Every error answer has this shape, with an HTTP
 * status to match.
 */
const relayErrorCodes = [
  "invitation-unknown",
  "not-allowed",
  "token-unknown",
  "bad-request",
  "too-large",
  "pbx-credentials",
  "pbx-refused",
  "pbx-unreachable",
  "pbx-timeout",
  "pbx-not-understood",
  "not-found",
  "storage",
  "too-many",
] as const;

export const relayErrorSchema = z.object({
  error: z.object({ code: z.enum(relayErrorCodes), message: z.string().max(2000) }),
});
export type RelayErrorCode = (typeof relayErrorCodes)[number];

export const relayPaths = {
  /** POST {code}: whose invitation it is, without using it up. */
  pairingPreview: "/v1/pairing/preview",
  /** POST {code, device}: uses the invitation up and answers the device token, which is shown only here. */
  pairingRedeem: "/v1/pairing/redeem",
  /** DELETE with the device token: the device forgets itself. */
  device: "/v1/device",
  /**
   * The Employee API with the account's hash added on the relay. Same paths and answers as the PBX's own base URL
   * (guide: "API snitflade"), so the same client speaks to both; the device token is in `Authorization: Bearer …`.
   */
  flexfone: "/v1/flexfone/",
} as const;

/** An invitation's code: URL-safe, at least 128 bits. */
const invitationCodeSchema = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/, "This is not an invitation code");

export const pairingPreviewRequestSchema = z.object({ code: invitationCodeSchema });

export const pairingPreviewSchema = z.object({
  account: z.object({ id: z.string(), name: z.string() }),
  employee: z.object({ localNumber: z.string(), name: z.string().optional() }),
  /** Unix milliseconds. */
  expiresAt: z.int(),
});
export type PairingPreview = z.output<typeof pairingPreviewSchema>;

export const pairingRedeemRequestSchema = z.object({
  code: invitationCodeSchema,
  /** What the administrator sees in the list of devices. */
  device: z.object({ name: z.string().min(1).max(120), platform: z.string().max(32) }),
});

export const pairingRedeemSchema = pairingPreviewSchema.omit({ expiresAt: true }).extend({
  deviceId: z.string(),
  token: z.string().min(32).max(256),
});
export type PairingResult = z.output<typeof pairingRedeemSchema>;
