import { byteText } from "./byte-text.ts";
import { utf16Of } from "./utf16.ts";

/** Longest piece. Bytes. */
const PIECE = 65_536;
/** Shorter chunks wait for the next one, so that a file in crumbs costs no more than another. Bytes. */
const WORTH_READING = 16_384;

/**
 * A file's bytes as text with one character for each (`byte-text.ts`), in pieces of at most 64 kB. Without a byte order
 * mark; UTF-16, which Excel calls "Unicode text", becomes UTF-8.
 */
export async function* readBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isFirst = true;
  for await (const bytes of joinCrumbs(chunks)) {
    if (isFirst) {
      const encoding = utf16Of(bytes);
      if (encoding !== undefined) decoder = new TextDecoder(encoding);
    }
    const utf8 = decoder === undefined ? bytes : asUtf8(decoder.decode(bytes, { stream: true }));
    yield* pieces(isFirst ? withoutMark(utf8) : utf8);
    isFirst = false;
  }
  if (decoder !== undefined) yield* pieces(asUtf8(decoder.decode()));
}

/** The same of a file's beginning, in one piece. */
export function readHead(head: Uint8Array): string {
  const encoding = utf16Of(head);
  return byteText(withoutMark(encoding === undefined ? head : asUtf8(new TextDecoder(encoding).decode(head))));
}

function* pieces(bytes: Uint8Array): Generator<string> {
  for (let at = 0; at < bytes.length; at += PIECE) yield byteText(bytes.subarray(at, at + PIECE));
}

/** All chunks but the last have at least so many bytes as are worth reading. */
async function* joinCrumbs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const kept = new Uint8Array(WORTH_READING);
  let length = 0;
  for await (const chunk of chunks) {
    const used = length === 0 && chunk.length >= WORTH_READING ? 0 : Math.min(chunk.length, WORTH_READING - length);
    kept.set(chunk.subarray(0, used), length);
    length += used;
    if (length === WORTH_READING) {
      yield kept.slice();
      length = 0;
    }
    if (used < chunk.length) yield chunk.subarray(used);
  }
  if (length > 0) yield kept.slice(0, length);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function asUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
