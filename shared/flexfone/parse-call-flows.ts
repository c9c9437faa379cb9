import { defined } from "../defined.ts";
import { flag, listOf, localNumber, text } from "./fields.ts";
import type { CallFlow } from "./types.ts";

/**
 * The variable call flows of an answer (guide: "Se Variabel kaldsflowliste"). Undefined where it holds something else;
 * a flow whose state cannot be read is left out, since showing a guess would be worse.
 */
export function parseCallFlows(value: unknown): CallFlow[] | undefined {
  const entries = listOf(value);
  const flows = entries.flatMap((fields): CallFlow[] => {
    const own = localNumber(fields, "Localnumber");
    const active = flag(fields, "IsActive", "Active");
    if (own === undefined || active === undefined) return [];
    return [
      {
        localNumber: own,
        name: text(fields, "Name") ?? own,
        active,
        ...defined({
          activeGoto: localNumber(fields, "ActiveGoto"),
          inactiveGoto: localNumber(fields, "InactiveGoto"),
        }),
      },
    ];
  });
  return flows.length === 0 && entries.length > 0 ? undefined : flows;
}
