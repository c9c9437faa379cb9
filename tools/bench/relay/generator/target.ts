import { z } from "zod";

const place = { host: z.string(), port: z.int() };

/** Which server the generator is to load, and how it is reached. Crosses a process boundary. */
export const targetSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("relay"),
    ...place,
    /** Among which the clients are dealt in turn. */
    accounts: z.array(z.object({ id: z.string(), hookSecret: z.string() })),
    /** A file with one token a line: client 0's first. */
    tokensFile: z.string(),
  }),
  /** The floor and the ceiling: the relay's URLs, without anything behind them. */
  z.object({ kind: z.literal("bare"), ...place }),
  z.object({ kind: z.literal("socket-io"), ...place, messageBytes: z.int() }),
  z.object({ kind: z.literal("nats"), ...place, webSocketPort: z.int(), messageBytes: z.int() }),
  z.object({ kind: z.literal("mosquitto"), ...place, webSocketPort: z.int(), messageBytes: z.int() }),
  z.object({ kind: z.literal("nchan"), ...place, messageBytes: z.int() }),
]);
export type Target = z.output<typeof targetSchema>;
