import UserX from "lucide-react/icons/user-x";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import type { RequestOutput, Result } from "../../../shared/ipc/contract.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { CallButton } from "../calls/call-button.tsx";
import { PersonLine } from "../people/person-line.tsx";
import { Page } from "../views/page.tsx";
import { matchReasonText } from "./match-reason-text.ts";
import "./matches.css";

/** All who have a number, the best first, each with why. */
export function Matches({ number, displayNumber }: { number: string; displayNumber: string }) {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const found = useMatches(number);
  return (
    <Page title={t("people.matches.title", { number: displayNumber })}>
      {found?.ok === false && <ProblemBox title={t("people.matches.notLoaded")} problem={found} />}
      {found?.ok && found.value.matches.length === 0 && (
        <EmptyState icon={<UserX size={22} />} title={t("people.matches.none")} hint={t("people.matches.noneHint")} />
      )}
      {found?.ok && found.value.matches.length > 0 && (
        <>
          {found.value.matches.length > 1 && <p className="matches-hint">{t("people.matches.hint")}</p>}
          <ul className="matches-list">
            {found.value.matches.map(({ person, reason }) => (
              <li key={person.id} className="match">
                <Button className="match-open" onPress={() => shows.open({ kind: "person", id: person.id })}>
                  <PersonLine person={person} detail={matchReasonText(reason, formats, t, Date.now())} />
                </Button>
                {person.number !== undefined && <CallButton number={person.number} name={person.name} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function useMatches(number: string): Result<RequestOutput<"contacts.matches">> | undefined {
  const { bridge } = useSidetone();
  const { contactsRev } = useSnapshot();
  const [found, setFound] = useState<Result<RequestOutput<"contacts.matches">>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when contacts have changed.
  useEffect(() => {
    let isNewest = true;
    void sendRequest(bridge, "contacts.matches", { number }).then((result) => {
      if (isNewest) setFound(result);
    });
    return () => {
      isNewest = false;
    };
  }, [bridge, number, contactsRev]);
  return found;
}
