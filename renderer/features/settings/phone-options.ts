import type { Translate } from "../../../shared/i18n/translator.ts";
import type { Phone } from "../../../shared/ipc/snapshot.ts";

/** The phones that a call may start at. A chosen one that the PBX no longer lists stays visible, as its number. */
export function phoneOptions(phones: readonly Phone[], chosen: string, t: Translate) {
  const own = phones.map(({ localNumber, name }) => ({ value: localNumber, text: name, detail: localNumber }));
  const gone =
    chosen === "" || phones.some((phone) => phone.localNumber === chosen)
      ? []
      : [{ value: chosen, text: t("common.localNumber", { number: chosen }) }];
  return [{ value: "", text: t("settings.deviceProfile") }, ...own, ...gone];
}
