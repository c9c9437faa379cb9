import { once } from "node:events";
import type { Socket } from "node:net";
import type { Faults } from "./faults.ts";

/** No more than this is under way; then whoever sends has to wait, as on any network. Bytes. */
const MOST_UNDER_WAY = 256 * 1024;
/** How often it is looked whether what is stalled goes on. Milliseconds. */
const LOOK_EVERY_MS = 5;

/** One direction of one connection. */
export class OneWay {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #faults: Faults;
  readonly #reset: () => void;
  #turn = Promise.resolve();
  #underWay = 0;
  #passed = 0;
  #isDead = false;

  /** @param reset resets the connection on both sides */
  constructor(from: Socket, to: Socket, faults: Faults, reset: () => void) {
    this.#from = from;
    this.#to = to;
    this.#faults = faults;
    this.#reset = reset;
    from.on("data", (chunk) => this.#take(chunk));
    from.on("end", () => {
      this.#turn = this.#turn.then(() => this.#end());
    });
  }

  /** Whether something was lost, so that the rest, and the end, do not arrive either. */
  get isDead(): boolean {
    this.#isDead ||= this.#faults.blackhole;
    return this.#isDead;
  }

  #take(chunk: Buffer): void {
    const due = performance.now() + this.#faults.latencyMs;
    this.#underWay += chunk.length;
    if (this.#underWay > MOST_UNDER_WAY) this.#from.pause();
    this.#turn = this.#turn.then(async () => {
      await this.#pass(chunk, due);
      this.#underWay -= chunk.length;
      if (this.#underWay <= MOST_UNDER_WAY) this.#from.resume();
    });
  }

  async #pass(chunk: Buffer, due: number): Promise<void> {
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    while (this.#faults.stalled && !this.#to.destroyed) await sleep(LOOK_EVERY_MS);
    for (const piece of pieces(chunk, this.#faults.dripBytes)) {
      if (this.isDead || this.#to.destroyed) return;
      const { resetAfterBytes = Number.POSITIVE_INFINITY } = this.#faults;
      const left = resetAfterBytes - this.#passed;
      await this.#write(piece.length > left ? piece.subarray(0, Math.max(0, left)) : piece);
      this.#passed += piece.length;
      if (piece.length >= left) {
        this.#reset();
        return;
      }
      if (this.#faults.dripBytes !== undefined) await sleep(1);
    }
  }

  async #write(piece: Buffer): Promise<void> {
    if (this.#to.write(piece)) return;
    const over = new AbortController();
    const { signal } = over;
    await Promise.race([once(this.#to, "drain", { signal }), once(this.#to, "close", { signal })]).catch(() => {});
    over.abort();
  }

  #end(): void {
    if (!this.isDead && !this.#to.destroyed) this.#to.end();
  }
}

function* pieces(chunk: Buffer, size: number | undefined): Iterable<Buffer> {
  if (size === undefined) yield chunk;
  else for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
