import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { initialsOf } from "../../ui/initials.ts";
import { Connection } from "./connection.tsx";
import { OfflineBar } from "./offline-bar.tsx";
import "./header.css";

/** Who I am, which extension, and whether calls reach me. */
export function Header() {
  const t = useTranslate();
  const { identity, relay } = useSnapshot();
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
              <p className="header-extension" title={identity.company}>
                <span className="tabular">{t("common.localNumber", { number: identity.localNumber })}</span>
                {` · ${identity.company}`}
              </p>
            </div>
          </>
        )}
        <Connection state={relay.state} />
      </div>
      {relay.state === "offline" && <OfflineBar status={relay} />}
    </header>
  );
}
