import type { Translate } from "../../../shared/i18n/translator.ts";
import type { Through } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { initialsOf } from "../../ui/initials.ts";
import { QuietBar } from "../do-not-disturb/quiet-bar.tsx";
import { Connection } from "./connection.tsx";
import { OfflineBar } from "./offline-bar.tsx";
import "./header.css";

/** Who I am, which extension, and whether calls reach me. */
export function Header() {
  const t = useTranslate();
  const { identity, relay } = useSnapshot();
  const whose = identity === undefined ? "" : whoseOf(identity.through, t);
  return (
    <header>
      <div className="header">
        {identity !== undefined && (
          <>
            <span className="header-avatar" aria-hidden="true">
              {initialsOf(identity.name)}
            </span>
            <div className="header-me">
              <h1 className="header-name" title={identity.name}>
                {identity.name}
              </h1>
              <p className="header-extension" title={whose}>
                <span className="tabular">{t("common.localNumber", { number: identity.localNumber })}</span>
                {` · ${whose}`}
              </p>
            </div>
          </>
        )}
        <Connection state={relay.state} />
      </div>
      {relay.state === "offline" && <OfflineBar status={relay} />}
      <QuietBar />
    </header>
  );
}

function whoseOf(through: Through, t: Translate): string {
  return through.kind === "relay" ? through.company : t("common.account", { account: through.account });
}
