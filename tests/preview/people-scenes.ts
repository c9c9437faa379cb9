import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { mainNumberOfTheCompany, people, person, sources } from "../fakes/fixture-people.ts";
import { call, history, idleSnapshot, longNames, NOW, ringingCall } from "../fakes/fixture-snapshots.ts";
import type { Scene } from "./scenes.ts";

const known = () => idleSnapshot({ sources });

function book(bridge: FakeBridge, change: (book: FakeAddressBook) => void = () => {}): void {
  const all = new FakeAddressBook(people(), history());
  change(all);
  all.answer(bridge);
}

const jensCalls = {
  name: "Jens Østergaard",
  company: "Vestas Service A/S",
  kind: "contact",
  id: "kunder:1",
  note: "Vil helst ringes op om formiddagen.",
} as const;

const talkingUnknown = call({
  key: "12434346.4599",
  phase: "talking",
  startedAt: NOW - 90_000,
  answeredAt: NOW - 80_000,
  live: true,
  number: "+4532101112",
  displayNumber: "+45 32 10 11 12",
});

/** States of the People view, and of calls whose callers are known from there. */
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
  "ringing-why": () => ({
    snapshot: {
      ...known(),
      liveCalls: [
        ringingCall({
          caller: { ...jensCalls, reason: mainNumberOfTheCompany },
          lastConversation: {
            at: NOW - 9 * 86_400_000,
            durationSeconds: 245,
            answeredBy: { localNumber: "204", name: "Mette Jensen" },
          },
        }),
      ],
    },
    history: history(),
    prepare: (bridge: FakeBridge) =>
      book(bridge, (all) => {
        all.reasons.set("+4586515151", [
          { id: "kunder:1", reason: mainNumberOfTheCompany },
          { id: "kunder:2", reason: { ...mainNumberOfTheCompany, how: "other-prefix", sourceName: "Nextcloud" } },
          { id: "kunder:5", reason: { ...mainNumberOfTheCompany, how: "company-range", others: 0 } },
        ]);
      }),
  }),
  "ringing-guess": () => ({
    snapshot: {
      ...known(),
      liveCalls: [
        ringingCall({
          number: "+4586515177",
          displayNumber: "+45 86 51 51 77",
          caller: {
            name: "Vestas Service A/S",
            kind: "contact",
            id: "kunder:2",
            reason: { ...mainNumberOfTheCompany, how: "company-range", others: 0 },
          },
        }),
        talkingUnknown,
      ],
    },
    history: history(),
    prepare: book,
  }),
} as const satisfies Record<string, () => Scene>;
