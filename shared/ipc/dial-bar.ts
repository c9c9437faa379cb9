import { z } from "zod";
import { dialSuggestionSchema } from "./dial-suggestion.ts";

/** Why the bar is empty although something was to be in it; see the texts' `dialBar.hints`. */
const barHints = ["nothing", "no-number", "nothing-copied", "permission", "wayland", "held", "failed"] as const;
export type BarHint = (typeof barHints)[number];

/** All that the dial bar shows by itself; what is typed in it is asked with `dial.preview`. */
export const barViewSchema = z.object({
  /** Grows with every change; a receiver drops what is not newer. */
  rev: z.int(),
  locale: z.enum(["da", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Grows whenever it is opened anew, with another text. */
  opened: z.int(),
  /** What the field holds then. */
  text: z.string(),
  /** The numbers in what was selected, where they are several. */
  found: z.array(dialSuggestionSchema),
  hint: z.enum(barHints).optional(),
  /** Whether what he copied himself is offered. */
  offersClipboard: z.boolean(),
  /** Whether macOS can be asked to allow copying. */
  offersPermission: z.boolean(),
  /** The call that was started here. */
  call: z
    .object({
      displayNumber: z.string(),
      name: z.string().optional(),
      /** `asking`: the PBX has not answered; `lift-phone`: his phone rings; `unsure`: it rings or not. */
      state: z.enum(["asking", "lift-phone", "unsure", "failed"]),
      problem: z.object({ code: z.string(), message: z.string() }).optional(),
    })
    .optional(),
});
export type BarView = z.output<typeof barViewSchema>;

const nothing = z.undefined();

export const barRequests = {
  "bar.get": { in: nothing, out: barViewSchema },
  /** How high the page is with what it shows; CSS pixels. */
  "bar.size": { in: z.object({ height: z.int().min(1).max(2_000) }), out: nothing },
  "bar.dial": { in: z.object({ number: z.string().min(1).max(200) }), out: nothing },
  /** He has typed since a call was not started. */
  "bar.clear": { in: nothing, out: nothing },
  /** He wants what is on the clipboard: it is read only now. */
  "bar.useClipboard": { in: nothing, out: nothing },
  "bar.askPermission": { in: nothing, out: nothing },
  "bar.close": { in: nothing, out: nothing },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>;
