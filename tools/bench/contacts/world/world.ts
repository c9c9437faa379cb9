import type { Contact, ContactNumber } from "../../../../shared/contacts/contact.ts";
import { defined } from "../../../../shared/defined.ts";
import { asciiOf, type Company, makeCompany } from "./company.ts";
import { type Country, chooseName, fullName, type PersonName } from "./names.ts";
import { makeNote } from "./note.ts";
import { BLOCK, companyNumber, foreignNumber, homeNumber, mobileNumber, written } from "./phone-plan.ts";
import { addressLine, choosePlace } from "./place.ts";
import { RandomStream } from "./random-stream.ts";
import { WeightedList } from "./weighted-list.ts";

/** Contacts of a group, of whom so many are of companies that have nobody outside it. */
const GROUP = 200;
const IN_COMPANIES = 60;
/** Room for the companies of one group when they are numbered. */
const MOST_COMPANIES = 40;
/** What chances of the groups begin at, so that they are not those of contacts. */
const GROUPS_AT = 0x40000000;

const sizes = new WeightedList("1 20, 2 20, 3 15, 4 10, 6 10, 10 8, 16 6, 25 4, 60 3");
const howMany = new WeightedList("1 51, 2 37, 3 11, 4 1");
const countries = new WeightedList("dk 90, de 4, se 4, gb 2");
const departments = new WeightedList(
  "Salg 20, Indkøb 10, Bogholderi 10, Økonomi 8, Lager 8, Kundeservice 12, Marketing 6, Produktion 10, IT 8, HR 5, Ledelse 5, Reception 4, Værksted 8, Udvikling 8, Kvalitet 3, Service Øst 3, Service Vest 3",
);
const titles = new WeightedList(
  "Sælger 10, Key Account Manager 6, Direktør 6, Adm. direktør 3, Bogholder 6, Projektleder 10, Konsulent 10, Ingeniør 8, Udvikler 8, Montør 10, Lagermedarbejder 6, Indkøber 6, Sekretær 5, Økonomichef 4, Salgschef 5, Værkfører 4, Teamleder 5, Elev 4, Receptionist 3, Partner 3",
);
const mailProviders = new WeightedList(
  "gmail.com 40, hotmail.com 20, live.dk 10, outlook.dk 10, icloud.com 8, mail.dk 6, yahoo.dk 6, stofanet.dk 3, webspeed.dk 2",
);
const categories = new WeightedList(
  "Kunder 30, Leverandører 15, Privat 20, Familie 10, Samarbejdspartnere 10, VIP 3, Presse 2",
);

interface Employment {
  company: Company;
  /** From 0; the first is who the company is entered as. */
  place: number;
}

export interface WorldOptions {
  /** The same seed gives the same world. */
  seed: number;
  /** Whether one in ten has a note. */
  notes?: boolean;
}

/**
 * A made-up address book of Danish employees' customers and acquaintances, of any size: a contact is made when it is asked
 * for, and none is kept. Three in ten are of companies, whose direct numbers lie in one block with the main number.
 */
export class World {
  readonly #seed: number;
  readonly #notes: boolean;
  #group = -1;
  #employed = new Map<number, Employment>();

  constructor({ seed, notes = true }: WorldOptions) {
    this.#seed = seed;
    this.#notes = notes;
  }

  /** @param place from 0 */
  contact(place: number): Contact {
    const random = new RandomStream(this.#seed, place);
    const employment = this.#employment(place);
    const contact = employment === undefined ? privatePerson(random, place) : employee(random, place, employment);
    // Decided for all alike, so that the world without notes is the same world.
    const note = random.happens(0.1) ? makeNote(random) : undefined;
    return { ...contact, ...defined({ note: this.#notes ? note : undefined }) };
  }

  *contacts(count: number): Generator<Contact> {
    for (let place = 0; place < count; place += 1) yield this.contact(place);
  }

  /** The company that a contact is of. */
  companyOf(place: number): Company | undefined {
    return this.#employment(place)?.company;
  }

  #employment(place: number): Employment | undefined {
    const group = Math.floor(place / GROUP);
    if (group !== this.#group) {
      this.#employed = employments(this.#seed, group);
      this.#group = group;
    }
    return this.#employed.get(place - group * GROUP);
  }
}

/** Who of a group is where: companies of some size each, among all the others as in an address book. */
function employments(seed: number, group: number): Map<number, Employment> {
  const random = new RandomStream(seed, GROUPS_AT + group);
  const seats = Array.from({ length: GROUP }, (_, at) => at);
  for (let at = seats.length - 1; at > 0; at -= 1) {
    const other = random.between(0, at);
    [seats[at], seats[other]] = [seats[other] ?? 0, seats[at] ?? 0];
  }
  const employed = new Map<number, Employment>();
  for (let number = 0; employed.size < IN_COMPANIES && number < MOST_COMPANIES; number += 1) {
    const left = number === MOST_COMPANIES - 1 ? IN_COMPANIES : Number(sizes.choose(random));
    const size = Math.min(left, IN_COMPANIES - employed.size);
    const company = makeCompany(random, group * MOST_COMPANIES + number);
    for (let place = 0; place < size; place += 1) employed.set(seats[employed.size] ?? 0, { company, place });
  }
  return employed;
}

function employee(random: RandomStream, place: number, { company, place: seat }: Employment): Contact {
  const isCompany = seat === 0 && random.happens(0.4);
  const name = chooseName(random, "dk");
  const count = Number(howMany.choose(random));
  const main = `+45${company.mainNumber}`;
  const direct = `+45${companyNumber(company.number, 1 + ((seat * 7) % (BLOCK - 1)))}`;
  const mobile = `+45${mobileNumber(place)}`;
  const mayHave: [string, ContactNumber["label"]][] = isCompany
    ? [
        [main, "main"],
        [`+45${companyNumber(company.number, BLOCK - 1)}`, "fax"],
        [mobile, "mobile"],
        [direct, "work"],
      ]
    : random.happens(0.5)
      ? [
          [direct, "work"],
          [mobile, "mobile"],
          [main, "main"],
          [homeOf(place), "home"],
        ]
      : random.happens(0.6)
        ? [
            [mobile, "mobile"],
            [direct, "work"],
            [main, "main"],
            [homeOf(place), "home"],
          ]
        : [
            [main, "main"],
            [mobile, "mobile"],
            [direct, "work"],
            [homeOf(place), "home"],
          ];
  return {
    uid: uidOf(random),
    kind: isCompany ? "company" : "person",
    name: isCompany ? company.name : fullName(name),
    numbers: numbers(random, mayHave.slice(0, count)),
    emails: random.happens(0.8) ? [isCompany ? `info@${company.domain}` : workAddress(name, company)] : [],
    ...defined({
      familyFirst: isCompany ? undefined : familyFirst(name),
      company: isCompany ? undefined : company.name,
      department: !isCompany && random.happens(0.5) ? departments.choose(random) : undefined,
      title: !isCompany && random.happens(0.6) ? titles.choose(random) : undefined,
      address: random.happens(0.5) ? addressLine(company.place) : undefined,
      customerNumber: random.happens(0.4) ? String(10_000 + company.number) : undefined,
      website: isCompany ? `https://www.${company.domain}` : undefined,
      categories: random.happens(0.2) ? [categories.choose(random)] : undefined,
    }),
  };
}

function privatePerson(random: RandomStream, place: number): Contact {
  const country = countries.choose(random) as Country;
  const name = chooseName(random, country);
  const count = Number(howMany.choose(random));
  const mayHave: [string, ContactNumber["label"]][] =
    country === "dk"
      ? [
          [`+45${mobileNumber(place)}`, "mobile"],
          [homeOf(place), "home"],
          [workOf(place), "work"],
          [workOf(place + 1), "other"],
        ]
      : [
          [foreignNumber(country, place, true), "mobile"],
          [foreignNumber(country, place, false), "work"],
        ];
  const addresses = random.happens(0.65) ? [`${addressName(name, random)}@${mailProviders.choose(random)}`] : [];
  if (random.happens(0.08)) addresses.push(`${addressName(name, random)}@${mailProviders.choose(random)}`);
  return {
    uid: uidOf(random),
    kind: "person",
    name: fullName(name),
    familyFirst: familyFirst(name),
    numbers: numbers(random, mayHave.slice(0, count)),
    emails: addresses,
    ...defined({
      address: country === "dk" && random.happens(0.35) ? addressLine(choosePlace(random)) : undefined,
      customerNumber: random.happens(0.08) ? String(700_000 + place) : undefined,
      categories: random.happens(0.1) ? [categories.choose(random)] : undefined,
    }),
  };
}

function numbers(random: RandomStream, from: readonly [string, ContactNumber["label"]][]): ContactNumber[] {
  return from.map(([number, label]) => ({ number: written(number, random), label }));
}

function homeOf(place: number): string {
  return `+45${homeNumber(place)}`;
}

/** Of somebody whose company is not in the address book. */
function workOf(place: number): string {
  return `+4570${String((place * 7_919) % 1_000_000).padStart(6, "0")}`;
}

function familyFirst({ given, middle, family }: PersonName): string {
  return `${family}, ${middle === undefined ? given : `${given} ${middle}`}`;
}

function workAddress({ given, family }: PersonName, { domain }: Company): string {
  return `${asciiOf(given)}.${asciiOf(family)}@${domain}`.replaceAll(" ", "");
}

function addressName({ given, family }: PersonName, random: RandomStream): string {
  const name = `${asciiOf(given)}${random.one(["", ".", "_"])}${asciiOf(family)}`.replace(/[ ']/g, "");
  return random.happens(0.6) ? `${name}${random.between(1, 999)}` : name;
}

function uidOf(random: RandomStream): string {
  const hex = () => random.between(0, 0xffffffff).toString(16).padStart(8, "0");
  const [a, b, c, d] = [hex(), hex(), hex(), hex()];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
