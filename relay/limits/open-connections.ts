/** How many connections each address has open. */
export class OpenConnections {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  /** @param most from one address */
  constructor(most: number) {
    this.#most = most;
  }

  /** False where the address has as many as it may; otherwise `leave` must follow. */
  enter(address: string): boolean {
    const open = this.#open.get(address) ?? 0;
    if (open >= this.#most) return false;
    this.#open.set(address, open + 1);
    return true;
  }

  leave(address: string): void {
    const open = this.#open.get(address) ?? 0;
    if (open > 1) this.#open.set(address, open - 1);
    else this.#open.delete(address);
  }

  /** How many addresses have any. */
  get addresses(): number {
    return this.#open.size;
  }
}
