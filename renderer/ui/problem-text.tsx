import { NO_REASON } from "../../shared/flexfone/no-reason.ts";
import type { ErrorCode } from "../../shared/ipc/contract.ts";
import type { Problem } from "../bridge/problem.ts";
import { useTranslate } from "../i18n/use-translate.ts";
import "./problem-text.css";

/** Every code there is: a new one in the contract does not compile until it has words. */
const known = {
  "bad-input": true,
  "no-update": true,
  "call-in-progress": true,
  "not-allowed": true,
  "not-kept-by-system": true,
  "not-settings": true,
  "settings-newer": true,
  "set-by-administrator": true,
  "not-paired": true,
  "link-not-valid": true,
  "invitation-unknown": true,
  "relay-unreachable": true,
  "relay-refused": true,
  "relay-insecure": true,
  "login-not-offered": true,
  "login-refused": true,
  "login-ambiguous": true,
  "too-many-tries": true,
  "account-refused": true,
  "no-such-employee": true,
  "secrets-unavailable": true,
  "secrets-unprotected": true,
  "no-number": true,
  "several-numbers": true,
  "number-too-long": true,
  "no-login": true,
  "dial-in-progress": true,
  "dial-not-lifted": true,
  insecure: true,
  "pbx-credentials": true,
  "pbx-refused": true,
  "pbx-unreachable": true,
  "pbx-timeout": true,
  "pbx-not-understood": true,
  offline: true,
  "not-switched": true,
  "changed-since": true,
  "no-such-switch": true,
  "time-not-possible": true,
  "relay-needed": true,
  "relay-account-refused": true,
  "no-such-contact": true,
  "no-such-source": true,
  "no-such-draft": true,
  "file-not-readable": true,
  "file-empty": true,
  "file-not-written": true,
  "file-archive": true,
  "file-web-page": true,
  "file-spreadsheet": true,
  "file-binary": true,
  "file-no-contacts": true,
  "url-not-valid": true,
  "url-insecure": true,
  "source-unreachable": true,
  "source-credentials": true,
  "source-refused": true,
  "source-no-address-book": true,
  "import-in-progress": true,
  "hotkey-not-valid": true,
  "hotkey-no-modifier": true,
  "hotkey-reserved": true,
  "hotkey-everyday": true,
  "hotkey-types": true,
  "hotkey-taken": true,
  "hotkey-in-use": true,
  internal: true,
} as const satisfies Record<ErrorCode, true>;

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(known, code);
}

/** What happened and what to do, in words; the PBX's own where it refused; and the code for support. */
export function ProblemText({ problem }: { problem: Problem }) {
  const t = useTranslate();
  const code = isErrorCode(problem.code) ? problem.code : "internal";
  const saidByPbx = code === "pbx-refused" && problem.message !== NO_REASON ? problem.message.trim() : "";
  return (
    <span className="problem-text">
      <span>{t(`errors.${code}`)}</span>{" "}
      {saidByPbx !== "" && <span className="problem-said">{t("errors.pbxSaid", { message: saidByPbx })}</span>}{" "}
      <span className="problem-code">{t("common.supportCode", { code: problem.code })}</span>
    </span>
  );
}
