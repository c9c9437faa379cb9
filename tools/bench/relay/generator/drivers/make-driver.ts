import type { Target } from "../target.ts";
import { BareDriver } from "./bare-driver.ts";
import type { Driver } from "./driver.ts";
import { MosquittoDriver } from "./mosquitto-driver.ts";
import { NatsDriver } from "./nats-driver.ts";
import { NchanDriver } from "./nchan-driver.ts";
import { RelayDriver } from "./relay-driver.ts";
import { SocketIoDriver } from "./socket-io-driver.ts";

export function makeDriver(target: Target): Driver {
  switch (target.kind) {
    case "relay":
      return new RelayDriver(target);
    case "bare":
      return new BareDriver(target);
    case "socket-io":
      return new SocketIoDriver(target);
    case "nats":
      return new NatsDriver(target);
    case "mosquitto":
      return new MosquittoDriver(target);
    case "nchan":
      return new NchanDriver(target);
  }
}
