import type { Translate } from "../i18n/translator.ts";
import type { ShownCallFlow } from "../ipc/snapshot.ts";

type Flow = Pick<ShownCallFlow, "name" | "active" | "activeGoto" | "inactiveGoto">;

/** What a call flow does to calls, as one sentence: "Nattjeneste er TIL: opkald går til 6050 Vagt". */
export function consequence({ name, active, activeGoto, inactiveGoto }: Flow, t: Translate): string {
  const target = active ? activeGoto : inactiveGoto;
  if (target === "") return t(active ? "callFlows.onNoTarget" : "callFlows.offNoTarget", { name });
  return t(active ? "callFlows.on" : "callFlows.off", { name, target });
}
