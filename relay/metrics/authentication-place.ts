import { RELAY_STREAM_PATH } from "../../shared/relay-protocol/stream.ts";

/** Where somebody has to show that he may: the hook URLs, the stream, the pairing, and what a device asks for. */
export const authenticationPlaces = ["hooks", "stream", "pairing", "api"] as const;
export type AuthenticationPlace = (typeof authenticationPlaces)[number];

/** @param target a request's path and query */
export function authenticationPlaceOf(target: string): AuthenticationPlace {
  const path = target.split("?")[0] ?? "";
  if (path.startsWith("/hooks/")) return "hooks";
  if (path === RELAY_STREAM_PATH) return "stream";
  return path.startsWith("/v1/pairing/") ? "pairing" : "api";
}
