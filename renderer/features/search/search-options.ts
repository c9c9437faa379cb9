import type { SearchHit } from "../../../shared/contacts/person.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Page } from "../../bridge/show-store.ts";
import type { SearchAnswer } from "./people-search.ts";

/** Something that can be chosen among the results. */
export type SearchOption =
  | { kind: "person"; key: string; hit: SearchHit }
  | { kind: "number"; key: string; number: string; displayNumber: string }
  | { kind: "call"; key: string; call: ShownCall }
  | { kind: "new"; key: string; text: string; page: Page };

/** People first, then the number that was typed, then calls; and somebody new where nobody is found. */
export function searchOptions(answer: SearchAnswer | undefined): SearchOption[] {
  if (answer === undefined) return [];
  const { text, people, calls, typed } = answer;
  const isKnown = typed !== undefined && people.some(({ person }) => isSameNumber(person.number, typed.number));
  return [
    ...people.map((hit): SearchOption => ({ kind: "person", key: `person ${hit.person.id}`, hit })),
    ...(typed === undefined || isKnown ? [] : [{ kind: "number" as const, key: "number", ...typed }]),
    ...calls.map((call): SearchOption => ({ kind: "call", key: `call ${call.key}`, call })),
    ...(people.length > 0 ? [] : [somebodyNew(text, typed?.displayNumber)]),
  ];
}

function somebodyNew(text: string, number: string | undefined): SearchOption {
  const name = text.trim();
  return {
    kind: "new",
    key: "new",
    text: number ?? name,
    page: number === undefined ? { kind: "new", name } : { kind: "new", number },
  };
}

/** As far as the digits tell, whatever stands before them. */
function isSameNumber(a: string | undefined, b: string): boolean {
  const last = (number: string) => number.replace(/\D/g, "").slice(-8);
  return a !== undefined && last(a) === last(b);
}

/** What Enter shows; undefined where it dials. */
export function pageOf(option: SearchOption): Page | undefined {
  switch (option.kind) {
    case "person":
      return { kind: "person", id: option.hit.person.id };
    case "call":
      return option.call.caller?.id === undefined ? undefined : { kind: "person", id: option.call.caller.id };
    case "new":
      return option.page;
    case "number":
      return undefined;
  }
}

/** What Ctrl+Enter dials, and Enter where there is nothing to show. */
export function numberOf(option: SearchOption): string | undefined {
  switch (option.kind) {
    case "person":
      return option.hit.person.number;
    case "call":
      return option.call.number;
    case "number":
      return option.number;
    case "new":
      return undefined;
  }
}
