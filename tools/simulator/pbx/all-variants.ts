import { coverPairs, type Row } from "./cover-pairs.ts";
import { defaultVariant, type PbxVariant, variantChoices } from "./variant.ts";

/**
 * PBXs for tests to loop over: not every combination, but every two choices meet in at least one of them. The first is
 * the default.
 */
export const allVariants: readonly PbxVariant[] = coverPairs(
  Object.values(variantChoices).map((values) => values.length),
).map(variantOf);

function variantOf(row: Row): PbxVariant {
  const fields = Object.keys(variantChoices);
  const choose = <Field extends keyof PbxVariant>(field: Field): PbxVariant[Field] =>
    variantChoices[field][row[fields.indexOf(field)] ?? 0] ?? defaultVariant[field];
  return {
    method: choose("method"),
    legIds: choose("legIds"),
    endedForUnanswered: choose("endedForUnanswered"),
    loserEndedFirst: choose("loserEndedFirst"),
    queueReRings: choose("queueReRings"),
    doubledHooks: choose("doubledHooks"),
    timeStamp: choose("timeStamp"),
    timeStampOf: choose("timeStampOf"),
    duration: choose("duration"),
    hiddenNumber: choose("hiddenNumber"),
    outgoingANumber: choose("outgoingANumber"),
    makeCallOwnLeg: choose("makeCallOwnLeg"),
    makeCallANumber: choose("makeCallANumber"),
    makeCallIds: choose("makeCallIds"),
    xmlLists: choose("xmlLists"),
  };
}
