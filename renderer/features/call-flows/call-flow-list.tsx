import GitBranch from "lucide-react/icons/git-branch";
import Search from "lucide-react/icons/search";
import { useState } from "react";
import type { ShownCallFlow } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { CallFlow } from "./call-flow.tsx";
import "./call-flow-list.css";

/** From so many on there is a field to find one. */
const MANY = 8;

/** The call flows, each with its switch. */
export function CallFlowList({ isOnline }: { isOnline: boolean }) {
  const t = useTranslate();
  const { flows, asOf, timed } = useSnapshot().callFlows;
  const [text, setText] = useState("");
  const isMany = flows.length >= MANY;
  const shown = isMany ? flows.filter((flow) => fits(flow, text)) : flows;

  if (flows.length === 0) {
    if (asOf === undefined) return null;
    return <EmptyState icon={<GitBranch size={22} />} title={t("callFlows.empty")} hint={t("callFlows.emptyHint")} />;
  }
  return (
    <>
      {isMany && (
        <TextInput
          label={t("callFlows.search")}
          value={text}
          onChange={setText}
          autoComplete="off"
          spellCheck="false"
          maxLength={100}
          onKeyDown={(event) => {
            // The first Esc clears the field, the second closes the window.
            if (event.key !== "Escape" || text === "") event.continuePropagation();
            else {
              event.preventDefault();
              setText("");
            }
          }}
        />
      )}
      <ul className="call-flow-list" aria-label={t("callFlows.title")}>
        {shown.map((flow) => (
          <CallFlow key={flow.localNumber} flow={flow} isOnline={isOnline} timed={timed} />
        ))}
      </ul>
      <div role="status">
        {shown.length === 0 && (
          <EmptyState
            icon={<Search size={22} />}
            title={t("callFlows.nothingFound")}
            hint={t("callFlows.nothingFoundHint")}
          />
        )}
      </div>
    </>
  );
}

/** Every word is found somewhere: in the name, the number, or where calls go. */
function fits({ name, localNumber, activeGoto, inactiveGoto }: ShownCallFlow, text: string): boolean {
  const all = `${name} ${localNumber} ${activeGoto} ${inactiveGoto}`.toLocaleLowerCase("da");
  return text
    .toLocaleLowerCase("da")
    .split(/\s+/)
    .every((word) => all.includes(word));
}
