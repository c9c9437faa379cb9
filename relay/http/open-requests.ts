import type { ServerResponse } from "node:http";

/** The requests that are being answered, so that a relay that stops can let them finish. */
export class OpenRequests {
  readonly #open = new Set<ServerResponse>();
  #closing = false;
  #emptied: () => void = () => {};

  add(response: ServerResponse): void {
    this.#open.add(response);
    if (this.#closing) response.shouldKeepAlive = false;
    response.once("close", () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#emptied();
    });
  }

  /** Resolves when all are answered, or after that many milliseconds. Connections are not kept for more. */
  async finish(withinMs: number): Promise<void> {
    this.#closing = true;
    for (const response of this.#open) response.shouldKeepAlive = false;
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, withinMs);
      this.#emptied = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }
}
