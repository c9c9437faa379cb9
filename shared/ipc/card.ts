import { z } from "zod";

/** What the buttons of the call card do. */
export const cardActions = ["open", "dismiss", "call-back", "add-contact"] as const;
export type CardAction = (typeof cardActions)[number];

/** A call on the call card, in words that are ready to be shown. */
const cardCallSchema = z.object({
  key: z.string(),
  tone: z.enum(["ringing", "talking", "missed", "elsewhere"]),
  /** How far it is: "Rings · via Main number". */
  state: z.string(),
  name: z.string(),
  vip: z.boolean(),
  /** Company and number, then what helps. */
  lines: z.array(z.string()),
  buttons: z.array(z.object({ action: z.enum(cardActions), text: z.string() })),
  /** What the button in the corner says to who does not see it. */
  dismiss: z.string(),
});
export type CardCall = z.output<typeof cardCallSchema>;

/** All that the call card shows. */
export const cardViewSchema = z.object({
  /** Grows with every change; a receiver drops what is not newer. */
  rev: z.int(),
  locale: z.enum(["da", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Of the card, for screen readers. */
  label: z.string(),
  /** The newest first; those that ring before the others. */
  calls: z.array(cardCallSchema),
  /** "and 2 more"; absent where all are shown. */
  more: z.string().optional(),
});
export type CardView = z.output<typeof cardViewSchema>;
