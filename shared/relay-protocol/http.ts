import { z } from "zod";
import { isAccountId } from "../links.ts";

/**
 * The relay's HTTP interface for the app, version 1. Bodies are JSON. Every error answer has this shape, with an HTTP
 * status to match.
 */
const relayErrorCodes = [
  "invitation-unknown",
  /** MyFone login: not switched on for the account, or no such account. */
  "login-not-offered",
  /** Wrong name or password, or the name is not exactly one employee's: which of them is not told. */
  "login-refused",
  /** The login is right and belongs to several extensions: an invitation says which. */
  "login-ambiguous",
  /** A password came over plain http. */
  "insecure",
  "not-allowed",
  "token-unknown",
  /** The extension has gone or is somebody else's: a new invitation is needed. */
  "token-suspended",
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
  /** A switch cannot be undone: the call flow was switched since. */
  "changed-since",
] as const;

export const relayErrorSchema = z.object({
  error: z.object({ code: z.enum(relayErrorCodes), message: z.string().max(2000) }),
});
export type RelayErrorCode = (typeof relayErrorCodes)[number];

export const relayPaths = {
  /**
   * POST {account, username, password}: a MyFone login for an invitation, where the account's operator has switched it on.
   * The answer is that of a preview, and the code to redeem.
   */
  pairingLogin: "/v1/pairing/login",
  /** POST {code}: whose invitation it is, without using it up. */
  pairingPreview: "/v1/pairing/preview",
  /**
   * POST {code, token, device}: uses the invitation up for a token of the device's own making. Where the answer was lost,
   * the same code and token may be sent again and give the same answer.
   */
  pairingRedeem: "/v1/pairing/redeem",
  /** DELETE with the device token: the device forgets itself. */
  device: "/v1/device",
  /**
   * The Employee API with the account's hash added on the relay. Same paths and answers as the PBX's own base URL
   * (guide: "API snitflade"), so the same client speaks to both; the device token is in `Authorization: Bearer …`.
   */
  flexfone: "/v1/flexfone/",
  /** GET, with the device token: the call flows, the switches that come, and those that were (`call-flows.ts`). */
  callFlows: "/v1/call-flows",
  /** POST {localNumber, active, until?}: switches one; every change is answered with the view. */
  callFlowSwitch: "/v1/call-flows/switch",
  /** POST {id}: a coming switch is not to come. */
  callFlowCancel: "/v1/call-flows/cancel",
  /** POST {id}: back to what it was before that switch, where nobody has switched it since. */
  callFlowUndo: "/v1/call-flows/undo",
} as const;

/** An invitation's code: the one of a link (URL-safe, at least 128 bits), or a short one as it is typed, `ABCD-EFGH`. */
const invitationCodeSchema = z
  .string()
  .max(128)
  .regex(/^(?:[A-Za-z0-9_-]{20,}|(?:[\s-]*[0-9A-Za-z]){8}[\s-]*)$/, "This is not an invitation code");

/** The PBX's account id. */
const accountIdSchema = z.string().refine(isAccountId, "This is not an account id");

/** A device's token: 256 random bits, base64url (RFC 4648, section 5). */
const deviceTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "A device token is 256 bits in base64url");

export const pairingPreviewRequestSchema = z.object({ code: invitationCodeSchema });

export const pairingPreviewSchema = z.object({
  account: z.object({ id: z.string(), name: z.string() }),
  employee: z.object({
    localNumber: z.string(),
    name: z.string().optional(),
    /** The names of his phones. Absent where the relay does not know them. */
    phones: z.array(z.string()).optional(),
  }),
  /** Unix milliseconds. */
  expiresAt: z.int(),
});
export type PairingPreview = z.output<typeof pairingPreviewSchema>;

export const pairingLoginRequestSchema = z.object({
  account: accountIdSchema,
  username: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(200),
});

export const pairingLoginSchema = pairingPreviewSchema.extend({ code: invitationCodeSchema });
export type PairingLogin = z.output<typeof pairingLoginSchema>;

export const pairingRedeemRequestSchema = z.object({
  code: invitationCodeSchema,
  token: deviceTokenSchema,
  /** What the administrator sees in the list of devices. */
  device: z.object({ name: z.string().min(1).max(120), platform: z.string().max(32) }),
});

export const pairingRedeemSchema = pairingPreviewSchema.omit({ expiresAt: true }).extend({
  deviceId: z.string(),
});
export type PairingResult = z.output<typeof pairingRedeemSchema>;
