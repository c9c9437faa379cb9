import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { mainNumberOfTheCompany, people, person, sources } from "../fakes/fixture-people.ts";
import { history, idleSnapshot, longNames, NOW } from "../fakes/fixture-snapshots.ts";
import type { Scene } from "./scenes.ts";

const known = () => idleSnapshot({ sources });

function book(bridge: FakeBridge, change: (book: FakeAddressBook) => void = () => {}): void {
  const all = new FakeAddressBook(people(), history());
  change(all);
  all.answer(bridge);
}

/** States of the People view. */
export const peopleScenes = {
  people: () => ({ snapshot: known(), history: history(), view: "people", prepare: book }),
  "people-busy": () => ({
    snapshot: {
      ...known(),
      colleagues: [
        { localNumber: "204", name: "Mette Jensen", state: "talking", since: NOW - 260_000 },
        { localNumber: "207", name: "Åge Thomsen", state: "ringing", since: NOW - 5_000 },
      ],
    },
    history: history(),
    view: "people",
    prepare: book,
  }),
  "people-empty": () => ({
    snapshot: idleSnapshot(),
    history: [],
    view: "people",
    prepare: (bridge: FakeBridge) => new FakeAddressBook([]).answer(bridge),
  }),
  "people-problem": () => ({
    snapshot: known(),
    history: [],
    view: "people",
    prepare: (bridge: FakeBridge) => {
      bridge.answer("contacts.list", () => ({ ok: false, code: "internal", message: "the file is damaged" }));
    },
  }),
  "people-many": () => ({
    snapshot: known(),
    history: [],
    view: "people",
    prepare: (bridge: FakeBridge) =>
      book(bridge, (all) => {
        for (let n = 0; n < 5_000; n += 1) {
          const name = `${String.fromCharCode(65 + (n % 26))}${n % 7 === 0 ? "nders" : "etra"} ${n}`;
          all.people.push(person({ id: `kunder:m${n}`, name, company: `Kunde ${n}` }, [`+4520${100_000 + n}`]));
        }
      }),
  }),
  "people-long-names": () => ({ snapshot: { ...longNames(), sources }, history: [], view: "people", prepare: book }),
  matches: () => ({
    snapshot: known(),
    history: history(),
    view: "people",
    prepare: (bridge: FakeBridge) =>
      book(bridge, (all) => {
        all.reasons.set("+4586515151", [
          { id: "kunder:1", reason: mainNumberOfTheCompany },
          { id: "kunder:2", reason: { ...mainNumberOfTheCompany, how: "other-prefix", sourceName: "Nextcloud" } },
          { id: "kunder:5", reason: { ...mainNumberOfTheCompany, how: "company-range", others: 0 } },
        ]);
      }),
  }),
} as const satisfies Record<string, () => Scene>;
