/** Names on the wire between main and preload; apart from the schemas, so that the preload stays free of them. */

/** The property of `window` that the preload sets. */
export const BRIDGE_NAME = "sidetone";
export const REQUEST_CHANNEL = "sidetone:request";
export const EVENT_CHANNEL = "sidetone:event";
