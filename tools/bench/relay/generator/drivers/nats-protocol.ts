/** What a NATS server says (docs.nats.io, "Client Protocol"). */
export type NatsMessage =
  | { verb: "INFO" | "PING" | "PONG" | "OK" }
  | { verb: "ERR"; text: string }
  | { verb: "MSG"; subject: string; subscription: string; payload: string };

const verbs = new Map<string, "INFO" | "PING" | "PONG" | "OK">([
  ["INFO", "INFO"],
  ["PING", "PING"],
  ["PONG", "PONG"],
  ["+OK", "OK"],
]);

/** Reads the server's text protocol, however it is cut into pieces. Payloads here are ASCII. */
export class NatsReader {
  readonly #onMessage: (message: NatsMessage) => void;
  #buffer = "";

  constructor(onMessage: (message: NatsMessage) => void) {
    this.#onMessage = onMessage;
  }

  push(chunk: string): void {
    this.#buffer = this.#buffer === "" ? chunk : this.#buffer + chunk;
    let at = 0;
    for (;;) {
      const end = this.#buffer.indexOf("\r\n", at);
      if (end < 0) break;
      const line = this.#buffer.slice(at, end);
      const next = this.#read(line, end + 2);
      if (next === undefined) break;
      at = next;
    }
    this.#buffer = this.#buffer.slice(at);
  }

  /** @returns where the next line begins; undefined where the payload is not all there */
  #read(line: string, after: number): number | undefined {
    const words = line.split(" ");
    const [verb = "", subject = "", subscription = ""] = words;
    if (verb === "MSG" || verb === "HMSG") {
      const length = Number(words.at(-1));
      if (this.#buffer.length < after + length + 2) return undefined;
      const headers = verb === "HMSG" ? Number(words.at(-2)) : 0;
      this.#onMessage({
        verb: "MSG",
        subject,
        subscription,
        payload: this.#buffer.slice(after + headers, after + length),
      });
      return after + length + 2;
    }
    const known = verbs.get(verb);
    if (known !== undefined) this.#onMessage({ verb: known });
    else if (verb === "-ERR") this.#onMessage({ verb: "ERR", text: line });
    return after;
  }
}

export const NATS_CONNECT =
  'CONNECT {"verbose":false,"pedantic":false,"lang":"bench","version":"1","headers":true}\r\n';

export function natsPublish(subject: string, reply: string, payload: string): string {
  return `PUB ${subject} ${reply} ${payload.length}\r\n${payload}\r\n`;
}
