import { useCallback, useEffect, useRef, useState } from "react";
import type { Person } from "../../../shared/contacts/person.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";

interface KnownPerson {
  /** As of the newest answer; undefined before the first, and where there is none any more. */
  person: Person | undefined;
  isLoaded: boolean;
  problem: Problem | undefined;
  refresh(): Promise<void>;
}

/** All that is known of somebody, asked for anew whenever contacts change. */
export function usePerson(id: string): KnownPerson {
  const { bridge } = useSidetone();
  const { contactsRev } = useSnapshot();
  const [state, setState] = useState<Omit<KnownPerson, "refresh">>({
    person: undefined,
    isLoaded: false,
    problem: undefined,
  });
  const question = useRef(0);

  const refresh = useCallback(async () => {
    question.current += 1;
    const asked = question.current;
    const result = await sendRequest(bridge, "contacts.person", { id });
    if (asked !== question.current) return;
    setState((before) =>
      result.ok
        ? { person: result.value.person, isLoaded: true, problem: undefined }
        : { ...before, isLoaded: true, problem: result },
    );
  }, [bridge, id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when contacts have changed.
  useEffect(() => {
    void refresh();
    return () => {
      question.current += 1;
    };
  }, [refresh, contactsRev]);
  return { ...state, refresh };
}
