import { mosquittoPeer } from "./mosquitto-peer.ts";
import { natsPeer } from "./nats-peer.ts";
import { nchanPeer, nchanRedisPeer } from "./nchan-peer.ts";
import type { Peer } from "./peer.ts";
import { socketIoPeer } from "./socket-io-peer.ts";

export const allPeers: readonly Peer[] = [natsPeer, mosquittoPeer, nchanPeer, nchanRedisPeer, socketIoPeer];
