import type { Department, InfoField, Phone, PhoneNumber } from "../../../shared/flexfone/types.ts";
import type { Company, CompanyEmployee } from "./company.ts";
import { departments } from "./departments.ts";

/** Phone types are only numbers in the guide; these three are what this company's PBXAdmin shows. */
const DESK = 1;
const MOBILE = 2;
const SOFTPHONE = 3;

interface Person {
  readonly localNumber: string;
  readonly name: string;
  readonly description?: string;
  readonly mail: string;
  readonly phones: readonly (readonly [name: string, type: number])[];
  /** Number and line name. */
  readonly lines: readonly (readonly [number: string, lineName: string])[];
  readonly department: Department;
  readonly info: readonly (readonly [type: 1 | 2 | 3, label: string, value: string])[];
}

const people: readonly Person[] = [
  {
    localNumber: "201",
    name: "Birgitte Åkjær",
    description: "Reception og administration",
    mail: "birgitte.aakjaer",
    phones: [
      ["Reception", DESK],
      ["Receptionens hovedsæt", SOFTPHONE],
    ],
    lines: [
      ["87401200", "Hovednummer"],
      ["87401201", "Birgitte direkte"],
    ],
    department: departments.administration,
    info: [
      [1, "Lokation", "Aarhus"],
      [3, "Stilling", "Receptionist"],
    ],
  },
  {
    localNumber: "202",
    name: "Mette Sørensen",
    description: "Kundeansvarlig, erhverv",
    mail: "mette.soerensen",
    phones: [
      ["Mette bordtelefon", DESK],
      ["Mette mobil", MOBILE],
    ],
    lines: [["87401202", "Mette direkte"]],
    department: departments.salg,
    info: [
      [1, "Lokation", "Aarhus"],
      [2, "Sekretær", "201"],
      [3, "Stilling", "Kundeansvarlig"],
    ],
  },
  {
    localNumber: "203",
    name: "Jonas Bjerregaard",
    description: "Salgschef",
    mail: "jonas.bjerregaard",
    phones: [["Jonas bordtelefon", DESK]],
    lines: [
      ["87401203", "Jonas direkte"],
      ["87401210", "Salg"],
    ],
    department: departments.salg,
    info: [
      [1, "Lokation", "Aarhus"],
      [2, "Sekretær", "202"],
      [3, "Stilling", "Salgschef"],
    ],
  },
  {
    localNumber: "204",
    name: "Ida Østergård",
    description: "Salgskonsulent",
    mail: "ida.oestergaard",
    phones: [
      ["Ida bordtelefon", DESK],
      ["Ida mobil", MOBILE],
      ["Ida softphone", SOFTPHONE],
    ],
    lines: [["87401204", "Ida direkte"]],
    department: departments.salg,
    info: [
      [1, "Lokation", "Aarhus"],
      [2, "Sekretær", "202"],
    ],
  },
  {
    localNumber: "205",
    name: "Sofie Kjærgaard",
    description: "Leder af kundeservice",
    mail: "sofie.kjaergaard",
    phones: [
      ["Sofie bordtelefon", DESK],
      ["Sofie mobil", MOBILE],
    ],
    lines: [
      ["87401205", "Sofie direkte"],
      ["87401220", "Support"],
    ],
    department: departments.support,
    info: [
      [1, "Lokation", "Aarhus"],
      [3, "Stilling", "Teamleder"],
    ],
  },
  {
    localNumber: "206",
    name: "Rasmus Høj",
    mail: "rasmus.hoej",
    phones: [["Rasmus bordtelefon", DESK]],
    lines: [],
    department: departments.support,
    info: [[1, "Lokation", "Aarhus"]],
  },
  {
    localNumber: "207",
    name: "Aïsha El-Amin",
    description: "Teknisk support",
    mail: "aisha.el-amin",
    phones: [
      ["Aïsha softphone", SOFTPHONE],
      ["Aïsha mobil", MOBILE],
    ],
    lines: [["87401207", "Aïsha direkte"]],
    department: departments.support,
    info: [
      [1, "Lokation", "Hjemmearbejde"],
      [2, "Leder", "205"],
    ],
  },
  {
    localNumber: "208",
    name: "Søren Ågård",
    description: "Driftschef, vagtplan og beredskab",
    mail: "soeren.aagaard",
    phones: [
      ["Søren bordtelefon", DESK],
      ["Søren mobil", MOBILE],
    ],
    lines: [
      ["87401208", "Søren direkte"],
      ["87401230", "Vagt"],
    ],
    department: departments.drift,
    info: [
      [1, "Lokation", "Svendborg"],
      [3, "Kørekort", "B, C, trailer"],
    ],
  },
  {
    localNumber: "209",
    name: "Niels-Christian Emil Frederik von Holstein-Rathlou Brøndum-Sønderbygård",
    description: "Projektleder for de landsdækkende fjernvarmetilslutninger i kommunerne syd for Limfjorden",
    mail: "niels-christian",
    phones: [["Niels-Christians bordtelefon på det store projektkontor", DESK]],
    lines: [["87401209", "Projekt Fjernvarme Syd – tilslutning og rådgivning"]],
    department: departments.drift,
    info: [[3, "Projekt", "Fjernvarme Syd – etape 2, herunder Fåborg, Nyborg, Kerteminde og Ærøskøbing"]],
  },
  {
    localNumber: "210",
    name: "Freja Lund",
    description: "Montør",
    mail: "freja.lund",
    phones: [["Freja mobil", MOBILE]],
    lines: [],
    department: departments.drift,
    info: [[1, "Lokation", "Udkørende"]],
  },
  {
    localNumber: "211",
    name: "Oskar Mørk",
    mail: "oskar.moerk",
    phones: [["Oskar mobil", MOBILE]],
    lines: [],
    department: departments.drift,
    info: [],
  },
  {
    localNumber: "212",
    name: "Kirsten Bach",
    description: "Bogholderi",
    mail: "kirsten.bach",
    phones: [
      ["Kirsten bordtelefon", DESK],
      ["Kirsten softphone", SOFTPHONE],
    ],
    lines: [["87401212", "Bogholderi"]],
    department: departments.administration,
    info: [
      [1, "Lokation", "Aarhus"],
      [2, "Afløser", "201"],
      [3, "Telefontid", "9–12 og 13–15"],
    ],
  },
];

/**
 * The demo company, fresh at each call. Mette (202) is the employee at whose screen the demo and the tests sit; her
 * phones are 200000 and 200001.
 */
export function nordlysEnergi(): Company {
  return {
    name: "Nordlys Energi A/S",
    accountId: "4711",
    hash: "d3a0f5c29b7e4418a6c1e07f52bb9d64",
    employees: withPhones(),
    ringGroups: [
      { localNumber: "1500", name: "Ringegruppe Salg", members: ["203", "202", "204"] },
      { localNumber: "1501", name: "Ringegruppe Drift", members: ["208", "210", "211"] },
    ],
    queues: [{ localNumber: "1600", name: "Kø Support", members: ["202", "205", "206", "207"] }],
    callFlows: [
      { localNumber: "6001", name: "Nattjeneste", active: false, activeGoto: "6050", inactiveGoto: "1500" },
      { localNumber: "6002", name: "Frokost", active: false, activeGoto: "6051", inactiveGoto: "1600" },
      { localNumber: "6003", name: "Ferielukket", active: false, activeGoto: "6052", inactiveGoto: "201" },
      { localNumber: "6004", name: "Fredagsbar på 3. sal", active: true, activeGoto: "6053", inactiveGoto: "1501" },
    ],
  };
}

/** Phones have local numbers 200000, 200001 … counted through the company, Mette's first. */
function withPhones(): CompanyEmployee[] {
  const order = [...people].sort((a, b) => Number(b.localNumber === "202") - Number(a.localNumber === "202"));
  const firstPhone = new Map<string, number>();
  let next = 200_000;
  for (const person of order) {
    firstPhone.set(person.localNumber, next);
    next += person.phones.length;
  }
  return people.map((person) => employee(person, firstPhone.get(person.localNumber) ?? next));
}

function employee(person: Person, firstPhone: number): CompanyEmployee {
  const { localNumber } = person;
  return {
    localNumber,
    name: person.name,
    ...(person.description === undefined ? {} : { description: person.description }),
    email: `${person.mail}@nordlys-energi.example`,
    phoneNumbers: person.lines.map(([number, lineName]): PhoneNumber => ({ number, lineName, belongsTo: localNumber })),
    phones: person.phones.map(([name, type], index): Phone => {
      const phone = String(firstPhone + index);
      return { localNumber: phone, name, type, mac: macAddress(phone), belongsTo: localNumber };
    }),
    info: person.info.map(([type, label, value]): InfoField => ({ type, label, value })),
    departments: [person.department],
    username: `${person.mail}@nordlys-energi.example`,
    password: `Nordlys-${localNumber}`,
  };
}

/** A locally administered address (IEEE 802, second bit of the first octet set): it belongs to no maker's phone. */
function macAddress(phone: string): string {
  const digits = phone.padStart(6, "0").slice(-6);
  return `02:15:65:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}
