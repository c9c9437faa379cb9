/** A packet of MQTT 3.1.1 (OASIS standard, section 2). */
export interface MqttPacket {
  /** Section 2.2.1. */
  type: number;
  body: Buffer;
}

export const mqttTypes = { connack: 2, publish: 3, puback: 4, suback: 9 } as const;

const KEEP_ALIVE_SECONDS = 0;
/** "MQTT", level 4. */
const PROTOCOL = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, 4]);

/** @param cleanSession false where the server is to keep what comes while the client is away */
export function mqttConnect(clientId: string, cleanSession: boolean): Buffer {
  const flags = Buffer.from([cleanSession ? 2 : 0, 0, KEEP_ALIVE_SECONDS]);
  return packet(0x10, [PROTOCOL, flags, text(clientId)]);
}

/** With QoS 1. */
export function mqttSubscribe(id: number, topic: string): Buffer {
  return packet(0x82, [number(id), text(topic), Buffer.from([1])]);
}

/** With QoS 1. */
export function mqttPublish(id: number, topic: string, payload: string): Buffer {
  return packet(0x32, [text(topic), number(id), Buffer.from(payload, "latin1")]);
}

export function mqttPublishAck(id: number): Buffer {
  return packet(0x40, [number(id)]);
}

/** What a `publish` packet of QoS 1 says. */
export function readPublish(body: Buffer): { id: number; payload: string } {
  const topic = body.readUInt16BE(0);
  return { id: body.readUInt16BE(2 + topic), payload: body.toString("latin1", 4 + topic) };
}

/** Reads packets, however they are cut into pieces. */
export class MqttReader {
  readonly #onPacket: (packet: MqttPacket) => void;
  #rest: Buffer = Buffer.alloc(0);

  constructor(onPacket: (packet: MqttPacket) => void) {
    this.#onPacket = onPacket;
  }

  push(chunk: Buffer): void {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const length = remainingLength(data, at + 1);
      if (length === undefined || data.length < length.from + length.bytes) break;
      this.#onPacket({
        type: (data[at] ?? 0) >> 4,
        body: data.subarray(length.from, length.from + length.bytes),
      });
      at = length.from + length.bytes;
    }
    this.#rest = Buffer.from(data.subarray(at));
  }
}

/** Section 2.2.3: seven bits a byte. */
function remainingLength(data: Buffer, start: number): { bytes: number; from: number } | undefined {
  let bytes = 0;
  for (let index = 0; index < 4; index++) {
    const byte = data[start + index];
    if (byte === undefined) return undefined;
    bytes += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return { bytes, from: start + index + 1 };
  }
  throw new Error("An MQTT packet is longer than any can be.");
}

function packet(head: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  let left = body.length;
  do {
    const more = left >= 128;
    length.push((left % 128) | (more ? 0x80 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}

function number(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}
