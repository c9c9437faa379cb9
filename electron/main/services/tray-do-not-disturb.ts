import { untilText } from "../../../shared/call-flows/until-text.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import { type QuietChoice, quietChoices } from "../../../shared/notifications/quiet-choice.ts";
import type { Translator } from "../ports/translate.ts";
import type { TrayMenuItem } from "../ports/tray.ts";

/** What is chosen from "do not disturb" in the tray's menu. */
export type QuietCommand = { type: "begin"; choice: QuietChoice } | { type: "end" };

const PREFIX = "quiet:";
const END = "quiet-end";

/** @returns undefined for a command of something else */
export function readQuietCommand(id: string): QuietCommand | undefined {
  if (id === END) return { type: "end" };
  const choice = quietChoices.find((candidate) => id === PREFIX + candidate);
  return choice === undefined ? undefined : { type: "begin", choice };
}

/** "Do not disturb until 16:00", or without an end; undefined while calls come up. @param now Unix milliseconds */
export function quietText(
  { doNotDisturb }: Pick<Snapshot, "doNotDisturb">,
  translator: Translator,
  now: number,
): string | undefined {
  if (doNotDisturb === undefined) return undefined;
  const { translate: t } = translator;
  if (doNotDisturb.until === undefined) return t("doNotDisturb.on");
  return t("doNotDisturb.onUntil", { until: untilText(doNotDisturb.until, now, translator.formats(), t) });
}

/** The choices, or the way back. @param now Unix milliseconds */
export function quietItems(snapshot: Snapshot, translator: Translator, now: number): TrayMenuItem[] {
  const { translate: t } = translator;
  const label = quietText(snapshot, translator, now);
  const choices = quietChoices.map((choice): TrayMenuItem => {
    return { type: "command", id: PREFIX + choice, label: t(`doNotDisturb.choices.${choice}`), enabled: true };
  });
  if (label === undefined) return [{ type: "submenu", label: t("doNotDisturb.title"), items: choices }];
  const end: TrayMenuItem = { type: "command", id: END, label: t("doNotDisturb.end"), enabled: true };
  return [{ type: "submenu", label, items: [end, { type: "separator" }, ...choices] }];
}
