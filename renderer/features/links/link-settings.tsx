import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import { useState } from "react";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SettingsSection } from "../settings/settings-section.tsx";
import { useLocked } from "../settings/use-locked.ts";
import { type LinkHandlers, useLinkHandlers } from "./use-link-handlers.ts";
import "./link-settings.css";

interface LinkSettingsProps {
  settings: ShownSettings;
  onChange(changes: Pick<ShownSettings, "dialLinks">): void;
}

/** Telephone links of other programs: whether they come here, and what happens then. */
export function LinkSettings({ settings, onChange }: LinkSettingsProps) {
  const t = useTranslate();
  const { handlers, refresh } = useLinkHandlers();
  const claim = useCommand("links.claim");
  const isLocked = useLocked();
  const [claimed, setClaimed] = useState<RequestOutput<"links.claim">>("done");
  const take = async () => {
    const result = await claim.run(undefined);
    setClaimed(result.ok ? result.value : "done");
    await refresh();
  };
  const isOwn = handlers?.every(({ own }) => own) === true;
  return (
    <SettingsSection title={t("links.title")} hint={t("links.hint")}>
      {handlers !== undefined && <WhoOpens handlers={handlers} />}
      {handlers !== undefined && !isOwn && (
        <div className="settings-item">
          <div className="settings-actions">
            <Button isPending={claim.busy} onPress={() => void take()}>
              {t("links.claim")}
            </Button>
          </div>
          <p className="settings-section-hint" role="status">
            {claimed === "system-page" && t("links.systemPage")}
            {claimed === "not-taken" && t("links.notTaken")}
          </p>
        </div>
      )}
      {claim.problem !== undefined && <ProblemBox problem={claim.problem} />}
      <Choice
        look="list"
        label={t("links.dial")}
        isLocked={isLocked("dialLinks")}
        value={settings.dialLinks}
        options={[
          { value: "ask", text: t("links.dialAsk") },
          { value: "direct", text: t("links.dialDirect") },
        ]}
        onChange={(dialLinks) => onChange({ dialLinks })}
      />
    </SettingsSection>
  );
}

function WhoOpens({ handlers }: { handlers: LinkHandlers }) {
  const t = useTranslate();
  return (
    <ul className="link-handlers" aria-label={t("links.handlers")}>
      {handlers.map(({ scheme, own, other }) => (
        <li key={scheme} className={`link-handler ${own ? "link-handler-own" : ""}`}>
          {own ? <CircleCheck size={16} aria-hidden="true" /> : <CircleDashed size={16} aria-hidden="true" />}
          <code>{scheme}:</code>
          <span>
            {own ? t("links.own") : other === undefined ? t("links.nobody") : t("links.other", { name: other })}
          </span>
        </li>
      ))}
    </ul>
  );
}
