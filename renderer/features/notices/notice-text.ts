import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { Notice } from "../../../shared/ipc/snapshot.ts";

/** A notice in words. Which `values` each kind brings is documented with the texts (`shared/i18n/da.ts`). */
export function noticeText({ kind, values }: Notice, t: Translate, formats: Formats): string {
  switch (kind) {
    case "gap": {
      const from = formats.time(Number(values.from));
      const to = formats.time(Number(values.to));
      const count = Number(values.calls ?? 0);
      const text = count === 0 ? t("notices.gapNone", { from, to }) : t("notices.gap", { from, to, count });
      return values.complete === 0 ? `${text} ${t("notices.gapIncomplete")}` : text;
    }
    case "settings-recovered":
    case "database-recovered":
    case "database-newer":
      return t(`notices.${kind}`, { file: String(values.file ?? "") });
    case "policy-problem":
      return t("notices.policy-problem", { fields: String(values.fields ?? "") });
    case "update-needed":
      return t("notices.update-needed", { version: String(values.version ?? "") });
    case "update-ready":
      return t("notices.update-ready", { version: String(values.version ?? "") });
    case "updated":
      return t(values.news === "" ? "notices.updated" : "notices.updatedNews", {
        version: String(values.version ?? ""),
      });
    case "enrolment-failed":
      return t("notices.enrolment-failed", { problem: String(values.problem ?? "") });
    case "secrets-unavailable":
    case "not-kept":
    case "window-crashed":
    case "policy-unreadable":
      return t(`notices.${kind}`);
    case "not-revoked":
      return t("notices.not-revoked", { host: String(values.host ?? ""), device: String(values.device ?? "") });
    case "phone-gone":
      return t("notices.phone-gone", { phone: String(values.phone ?? "") });
  }
}
