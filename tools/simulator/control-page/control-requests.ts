import { z } from "zod";
import { defined } from "../../../shared/defined.ts";
import { variantChoices } from "../pbx/variant.ts";

/** What the control page may ask for. Unknown fields are refused, so that a typing error does not pass for success. */
const localNumber = z.string().regex(/^\d{1,10}$/, "A local number consists of digits");
const outsideNumber = z.string().regex(/^\+?\d{2,15}$/, "A number consists of digits");

export const playSchema = z.strictObject({
  scenario: z.string().max(60),
  overrides: z
    .strictObject({
      employee: localNumber,
      colleague: localNumber,
      third: localNumber,
      caller: outsideNumber.nullable(),
      secondCaller: outsideNumber.nullable(),
    })
    .partial()
    .default({})
    .transform((fields) => defined(fields)),
});

export const callSchema = z
  .strictObject({
    /** null hides the number. */
    from: outsideNumber.nullable(),
    to: z.array(localNumber).min(1).max(20),
    line: z.string().max(80).optional(),
  })
  .transform(({ line, ...call }) => ({ ...call, ...(line === undefined ? {} : { line }) }));

export const phoneSchema = z.strictObject({ phone: localNumber, callId: z.string().max(60).optional() });
export const hangUpSchema = z.strictObject({ callId: z.string().max(60) });
export const callFlowSchema = z.strictObject({ localNumber, active: z.boolean() });

export const variantSchema = z
  .strictObject({
    method: z.literal(variantChoices.method),
    legIds: z.literal(variantChoices.legIds),
    endedForUnanswered: z.boolean(),
    loserEndedFirst: z.boolean(),
    queueReRings: z.int().min(0).max(10),
    doubledHooks: z.boolean(),
    timeStamp: z.literal(variantChoices.timeStamp),
    timeStampOf: z.literal(variantChoices.timeStampOf),
    duration: z.literal(variantChoices.duration),
    hiddenNumber: z.literal(variantChoices.hiddenNumber),
    outgoingANumber: z.literal(variantChoices.outgoingANumber),
    makeCallOwnLeg: z.literal(variantChoices.makeCallOwnLeg),
    makeCallANumber: z.literal(variantChoices.makeCallANumber),
    makeCallIds: z.literal(variantChoices.makeCallIds),
    xmlLists: z.literal(variantChoices.xmlLists),
  })
  .partial()
  .transform((fields) => defined(fields));

export const faultSchema = z
  .strictObject({
    slow: z.int().min(0).max(120_000),
    stall: z.boolean(),
    cutMidway: z.boolean(),
    status: z.int().min(400).max(599),
    htmlPage: z.boolean(),
    wrongJson: z.boolean(),
    cutConnection: z.boolean(),
  })
  .partial()
  .transform((fields) => defined(fields));
