import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** Gives each request an id, so that the log's lines about one can be found together. */
export class RequestIds {
  readonly #current = new AsyncLocalStorage<string>();
  /** Those of two runs of the relay differ. */
  readonly #run = randomBytes(4).toString("hex");
  #count = 0;

  /** The id of the request in whose course this is asked. */
  get current(): string | undefined {
    return this.#current.getStore();
  }

  /** Answers a request, which has an id of its own meanwhile. */
  during<Result>(work: () => Result): Result {
    this.#count += 1;
    return this.#current.run(`${this.#run}-${this.#count}`, work);
  }
}
