import type { PairingLogin, PairingPreview, PairingResult } from "../../../shared/relay-protocol/http.ts";

export type RelayApiResult<Value> = { ok: true; value: Value } | { ok: false; code: RelayApiProblem; message: string };

type RelayApiProblem =
  | "invitation-unknown"
  | "relay-unreachable"
  | "relay-refused"
  | "relay-insecure"
  | "login-not-offered"
  | "login-refused"
  | "login-ambiguous"
  | "too-many-tries"
  | "pbx-unreachable"
  | "pbx-timeout"
  | "pbx-not-understood";

/** The relay's HTTP interface, apart from the Flexfone proxy. `relay` is an origin such as `https://relay.example.dk`. */
export interface RelayApi {
  previewInvitation(relay: string, code: string): Promise<RelayApiResult<PairingPreview>>;
  /**
   * An invitation for a MyFone login. The password goes nowhere but to the relay, in the body.
   *
   * @param relay is reached by https, or on this machine
   */
  login(
    relay: string,
    login: { account: string; username: string; password: string },
  ): Promise<RelayApiResult<PairingLogin>>;
  /** May be asked again with the same token where the answer was lost. @param token of this device's own making */
  redeemInvitation(
    relay: string,
    code: string,
    token: string,
    device: { name: string; platform: string },
  ): Promise<RelayApiResult<PairingResult>>;
  /** Tells the relay to forget this device; fine too where it has already. */
  forgetDevice(relay: string, token: string): Promise<RelayApiResult<undefined>>;
}
