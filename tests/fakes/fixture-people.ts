import type { MatchReason, Person } from "../../shared/contacts/person.ts";
import type { ShownSource } from "../../shared/contacts/source.ts";
import { formatNumber } from "../../shared/phone-numbers/format.ts";
import { NOW } from "./fixture-snapshots.ts";

const DAY = 86_400_000;

/** Where Anna's contacts come from. */
export const sources: ShownSource[] = [
  { id: "own", kind: "own", name: "Own entries", contacts: 3 },
  { id: "colleagues", kind: "colleagues", name: "Colleagues", contacts: 24, asOf: NOW - 4 * 60_000 },
  {
    id: "kunder",
    kind: "watched",
    name: "Kunder 2026",
    location: "C:\\Users\\anna\\Documents\\Kunder 2026.csv",
    contacts: 1_284,
    asOf: NOW - 9 * DAY,
    result: { state: "done", at: NOW - 9 * DAY, contacts: 1_284, refused: 7, unchanged: false },
  },
  {
    id: "nextcloud",
    kind: "carddav",
    name: "Nextcloud",
    location: "https://sky.nordlys.example/remote.php/dav/",
    username: "anna",
    contacts: 312,
    asOf: NOW - 20 * 60_000,
    everyMinutes: 60,
    result: { state: "done", at: NOW - 20 * 60_000, contacts: 312, refused: 0, unchanged: true },
    nextTryAt: NOW + 40 * 60_000,
  },
];

const sourceNames: Record<string, { sourceName: string; sourceKind: ShownSource["kind"] }> = Object.fromEntries(
  sources.map(({ id, name, kind }) => [id, { sourceName: name, sourceKind: kind }]),
);

/** What is said of somebody; all else follows from it. */
type Said = Partial<Person> & Pick<Person, "id" | "name">;

/** Somebody whom one source has, unless said otherwise. */
export function person(
  said: Said,
  ...numbers: [number: string, label?: Person["allNumbers"][number]["label"]][]
): Person {
  const source = said.id.split(":")[0] ?? "";
  const sourcesOfIt = said.sources ?? [source];
  const allNumbers = numbers.map(([number, label = "work"]) => ({
    ...{ number, displayNumber: formatNumber(number) ?? number, label, dialable: true },
    sources: [source],
  }));
  const [first] = allNumbers;
  return {
    kind: source === "own" ? "own" : source === "colleagues" ? "colleague" : "contact",
    ...{ isCompany: false, favourite: false, vip: false, blocked: false },
    ...(first === undefined ? {} : { number: first.number, displayNumber: first.displayNumber }),
    ...{ numbers: numbers.length, sources: sourcesOfIt, allNumbers, emails: [], categories: [], notes: [] },
    origins: sourcesOfIt.map((id) => ({
      ...{ id: id === source ? said.id : `${id}:1`, source: id, name: said.name, asOf: NOW - 9 * DAY },
      ...(sourceNames[id] ?? { sourceName: id, sourceKind: "file" }),
      ...(said.company === undefined ? {} : { company: said.company }),
    })),
    ...said,
  };
}

/** In two sources, a favourite, with notes of both. */
const jens = person(
  {
    id: "kunder:1",
    name: "Jens Østergaard",
    company: "Vestas Service A/S",
    department: "Indkøb",
    title: "Indkøbschef",
    favourite: true,
    vip: true,
    sources: ["kunder", "nextcloud"],
    emails: ["jens.oestergaard@vestas-service.example", "indkob@vestas-service.example"],
    address: "Hedeager 42, 8200 Aarhus N",
    customerNumber: "4711",
    website: "https://vestas-service.example",
    categories: ["Storkunde"],
    notes: [{ source: "kunder", text: "Kunde siden 2014. Rammeaftale udløber i september." }],
    ownNote: "Vil helst ringes op om formiddagen.",
  },
  ["+4586515151", "main"],
  ["+4520304050", "mobile"],
  ["+4586515190", "work"],
);

const mette = person(
  {
    id: "colleagues:204",
    name: "Mette Jensen",
    department: "Salg",
    title: "Key Account Manager",
    favourite: true,
    emails: ["mette@nordlys.example"],
    colleague: {
      localNumber: "204",
      departments: ["Salg", "Ledelse"],
      phones: [
        { localNumber: "200204", name: "Yealink T54W" },
        { localNumber: "300204", name: "Mobil" },
      ],
      info: [
        { label: "Stilling", value: "Key Account Manager" },
        {
          label: "Sekretær",
          value: "212",
          employee: { id: "colleagues:212", name: "Sofie Bak", localNumber: "212" },
        },
      ],
    },
  },
  ["204", "local"],
  ["+4587654204", "work"],
  ["+4530201204", "mobile"],
);

/** Everybody whom Anna has. */
export function people(): Person[] {
  return [
    jens,
    mette,
    person({ id: "colleagues:212", name: "Sofie Bak", department: "Salg" }, ["212", "local"]),
    person(
      { id: "colleagues:207", name: "Åge Thomsen", department: "Drift" },
      ["207", "local"],
      ["+4530201207", "mobile"],
    ),
    person({ id: "kunder:2", name: "Vestas Service A/S", isCompany: true }, ["+4586515100", "main"]),
    person(
      {
        id: "kunder:3",
        name: "Anne-Margrethe Kirstine Schiøtz-Lauritzen Bang",
        company: "Fjord, Skov & Ejendomsadministrationsselskabet af 1902 ApS",
      },
      ["+4533121416"],
    ),
    person({ id: "kunder:4", name: "Birgitte Ærø", company: "Ærø Færgerne" }, ["+4562524000"]),
    person({ id: "kunder:5", name: "Jens Peter Lund", company: "Lund & Søn" }, ["+4520304051", "mobile"]),
    person({ id: "kunder:6", name: "Karen Blichfeldt", company: "Blichfeldt Revision" }, ["+4570121416"]),
    person({ id: "kunder:7", name: "Øjvind Krogh", company: "Krogh VVS" }, ["+4597123456"]),
    person({ id: "kunder:8", name: "3F Aarhus", isCompany: true }, ["+4570300300", "main"]),
    person({ id: "nextcloud:1", name: "Camilla Dahl" }, ["+46812345678", "mobile"]),
    person({ id: "nextcloud:2", name: "Sælger uden navn", blocked: true }, ["+4532100000"]),
    person({ id: "own:1", name: "Far", favourite: false }, ["+4520112233", "mobile"]),
    person({ id: "own:2", name: "Elektriker", company: "Bo Lund El" }),
  ];
}

/** Why Jens is taken for the caller. */
export const mainNumberOfTheCompany: MatchReason = {
  how: "exact",
  label: "main",
  others: 2,
  company: "Vestas Service A/S",
  sourceName: "Kunder 2026",
  sourceKind: "watched",
  asOf: NOW - 9 * DAY,
};
