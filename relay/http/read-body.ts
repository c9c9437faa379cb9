import type { IncomingMessage } from "node:http";

/** The largest body of any request, bytes. */
export const MOST_BODY_BYTES = 16 * 1024;

const NOTHING = Buffer.alloc(0);

/**
 * The body's bytes; undefined where it is larger than allowed, and then the rest of it is not read. Rejects where the
 * connection breaks.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const length = request.headers["content-length"];
  if (length === undefined && request.headers["transfer-encoding"] === undefined) return NOTHING;
  if (Number(length ?? 0) > MOST_BODY_BYTES) return undefined;
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BODY_BYTES) chunks.push(chunk);
      else {
        request.pause();
        resolve(undefined);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("aborted", () => reject(new Error("the connection broke")));
  });
}

/** Text in UTF-8, or in ISO-8859-1 where it is not valid UTF-8. */
export function decodeBody(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}
