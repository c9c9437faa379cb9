/** What the generator reads of a message; anything more would make it dearer than the server. */
export interface ReadMessage {
  /** Of a `CallStep`. */
  key: string;
  cursor: string;
}

const EVENT = '{"type":"event"';

/** An event; undefined for any other message. Reads the relay's messages, and those that `writeMessage` made. */
export function readMessage(text: string): ReadMessage | undefined {
  if (!text.startsWith(EVENT)) return undefined;
  return { key: `${field(text, '"callId":"')}/${field(text, '"kind":"')}`, cursor: field(text, '"cursor":"') };
}

/** The message of a server that keeps no calls: as long as the relay's. */
export function writeMessage(callId: string, kind: string, bytes: number): string {
  const head = `${EVENT},"cursor":"benchmark:0","replayed":false,"event":{"id":"${callId}-${kind}","kind":"${kind}","callId":"${callId}","padding":"`;
  return `${head}${"x".repeat(Math.max(0, bytes - head.length - 3))}"}}`;
}

/** The text behind the first place where a field begins. */
export function field(text: string, begin: string): string {
  const at = text.indexOf(begin);
  if (at < 0) return "";
  const from = at + begin.length;
  return text.slice(from, text.indexOf('"', from));
}
