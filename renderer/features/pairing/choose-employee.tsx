import { useEffect, useState } from "react";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { PairingStep } from "../../../shared/ipc/snapshot.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { PairingPage } from "./pairing-page.tsx";
import "./choose-employee.css";

type Hits = RequestOutput<"pairing.searchEmployees">;

/** Which of the account's employees he is. The list is main's; here is as much of it as fits what is typed. */
export function ChooseEmployee({ step, onBack }: { step: Extract<PairingStep, { kind: "choose" }>; onBack(): void }) {
  const t = useTranslate();
  const choose = useCommand("pairing.chooseEmployee");
  const [text, setText] = useState("");
  const hits = useHits(text);
  return (
    <PairingPage
      heading={t("pairing.chooseHeading")}
      explanation={`${t("common.account", { account: step.account })} · ${t("pairing.employees", { count: step.employees })}`}
      onBack={onBack}
    >
      <TextInput
        label={t("pairing.search")}
        value={text}
        onChange={setText}
        autoFocus
        autoComplete="off"
        spellCheck="false"
        maxLength={200}
      />
      {choose.problem !== undefined && <ProblemBox problem={choose.problem} />}
      <ul className="choose-employee-list" aria-label={t("pairing.chooseHeading")}>
        {hits.employees.map(({ localNumber, name, department }) => (
          <li key={localNumber} className="choose-employee">
            <Button look="quiet" isPending={choose.busy} onPress={() => void choose.run({ localNumber })}>
              <span className="choose-employee-name">{name}</span>
              <span className="choose-employee-detail tabular">
                {department === undefined ? localNumber : `${localNumber} · ${department}`}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <p className="choose-employee-more" role="status">
        {hits.employees.length === 0 && text.trim() !== "" ? t("pairing.nobodyFound") : ""}
        {hits.more ? t("pairing.moreEmployees") : ""}
      </p>
    </PairingPage>
  );
}

/** Whom the text may mean. An answer that was overtaken by more typing is dropped. */
function useHits(text: string): Hits {
  const { bridge } = useSidetone();
  const [hits, setHits] = useState<Hits>({ employees: [], more: false });
  useEffect(() => {
    let overtaken = false;
    void sendRequest(bridge, "pairing.searchEmployees", { text }).then((result) => {
      if (!overtaken && result.ok) setHits(result.value);
    });
    return () => {
      overtaken = true;
    };
  }, [bridge, text]);
  return hits;
}
