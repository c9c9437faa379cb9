import type { PairingPreview, PairingResult } from "../../../shared/relay-protocol/http.ts";

export type RelayApiResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: "invitation-unknown" | "relay-unreachable" | "relay-refused"; message: string };

/** The relay's HTTP interface, apart from the Flexfone proxy. `relay` is an origin such as `https://relay.example.dk`. */
export interface RelayApi {
  previewInvitation(relay: string, code: string): Promise<RelayApiResult<PairingPreview>>;
  /** May be asked again with the same token where the answer was lost. @param token of this device's own making */
  redeemInvitation(
    relay: string,
    code: string,
    token: string,
    device: { name: string; platform: string },
  ): Promise<RelayApiResult<PairingResult>>;
  /** Tells the relay to forget this device. */
  forgetDevice(relay: string, token: string): Promise<RelayApiResult<undefined>>;
}
