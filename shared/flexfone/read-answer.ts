import { whenAborted } from "./when-aborted.ts";

/** The part of a response that is read. */
export interface AnswerBody {
  readonly headers: { get(name: string): string | null };
  /** Absent where there is none. */
  readonly body?: { getReader(): AnswerReader } | null;
}

interface AnswerReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/**
 * The text of an answer, in the encoding that it is in: what a byte order mark says, else what the header says, else
 * UTF-8 where it is that, else Windows-1252 (which holds ISO-8859-1).
 *
 * @param mostBytes where there is more, the rest is not read
 * @param signal ends the reading too, whether or not the way of fetching passes it on to the body
 * @returns undefined where there is more
 * @throws what the connection or the signal was ended with
 */
export async function readAnswer(
  response: AnswerBody,
  mostBytes: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const bytes = await readBytes(response, mostBytes, signal);
  return bytes === undefined ? undefined : decode(bytes, response.headers.get("content-type") ?? "");
}

async function readBytes(
  { body }: AnswerBody,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (body === undefined || body === null) return new Uint8Array();
  const reader = body.getReader();
  const aborted = whenAborted(signal);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), aborted.promise]);
      if (part === undefined) {
        // The signal's reason is what is thrown; a connection that is gone cannot be told to go.
        reader.cancel().catch(() => undefined);
        throw signal.reason;
      }
      if (part.done) break;
      if (part.value === undefined) continue;
      length += part.value.length;
      if (length > mostBytes) {
        await reader.cancel();
        return undefined;
      }
      chunks.push(part.value);
    }
  } finally {
    aborted.forget();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function decode(bytes: Uint8Array, contentType: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (/charset\s*=\s*"?(?:iso-8859-1|latin1|windows-1252)/i.test(contentType)) {
    return new TextDecoder("windows-1252").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
