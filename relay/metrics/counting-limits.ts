import type { IncomingMessage } from "node:http";
import { Limits, type LimitsOptions } from "../limits/limits.ts";
import { authenticationPlaceOf } from "./authentication-place.ts";
import type { Metrics } from "./metrics.ts";

/** Limits that count what is refused, and who was not who he said. */
export class CountingLimits extends Limits {
  readonly #metrics: Metrics;

  constructor(options: Omit<LimitsOptions, "onRefused">, metrics: Metrics) {
    super({ ...options, onRefused: (reason) => metrics.refused(reason) });
    this.#metrics = metrics;
  }

  override failed(request: IncomingMessage): number {
    this.#metrics.authenticationFailed(authenticationPlaceOf(request.url ?? ""));
    return super.failed(request);
  }
}
