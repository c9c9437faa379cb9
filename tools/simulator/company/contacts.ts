import { callers, unknownCaller } from "./callers.ts";
import type { Contact } from "./contact.ts";

const firstNames =
  "Anders Astrid Bent Bodil Carsten Charlotte Dorthe Emil Erik Esben Eva Freja Gitte Gorm Hanne Hassan Helle Ida Inge Jakob Jens Jytte Kåre Karen Katrine Kim Klara Lars Lene Line Lone Mads Malene Maria Martin Mikkel Nanna Niels Nikolaj Ole Oliver Per Pernille Peter Rikke Rune Sanne Signe Simon Sine Stine Susanne Svend Søren Thea Tobias Torben Trine Vibeke Victor Zahra Østen Åse".split(
    " ",
  );
const lastNames =
  "Andersen Bang Bech Berthelsen Bjerre Bruun Carlsen Christensen Dahl Dam Eskildsen Frandsen Gade Gregersen Hansen Hauge Hedegaard Holst Højgaard Iversen Jacobsen Jensen Juhl Jørgensen Karlsen Kjær Knudsen Kristensen Krogh Larsen Laursen Lauridsen Madsen Mikkelsen Møller Nielsen Nygaard Olsen Overgaard Paulsen Pedersen Petersen Poulsen Rasmussen Ravn Schmidt Simonsen Skov Skovgaard Sloth Steffensen Storgaard Thomsen Toft Vang Vestergaard Villadsen Winther Ørsted Aagaard".split(
    " ",
  );
const trades =
  "Autoværksted Bageri Blomster Boghandel Bryggeri Byg Cykler Dyreklinik Ejendomme El-service Fisk Frisør Gartneri Glas Hotel Kloak Køkken Landbrug Maskinudlejning Murer Møbler Optik Rengøring Smede Snedkeri Tandlæge Teknik Transport Tømrer Vinimport".split(
    " ",
  );
const towns =
  "Aabenraa Brønderslev Ebeltoft Esbjerg Faaborg Grenaa Haderslev Hjørring Holstebro Horsens Kolding Køge Lemvig Næstved Odder Odense Randers Ribe Rønne Silkeborg Skagen Skive Struer Sønderborg Thisted Tønder Varde Viborg".split(
    " ",
  );
const notes = [
  "Betaler pr. kvartal.",
  "Vil helst have svar på mail.",
  "Spurgte til solceller ved sidste samtale.",
  "Ring ikke i frokosten.",
  "Har nøgle til transformerrummet.",
  "Måler udskiftet i foråret.",
  "Flytter til ny adresse den 1. i næste måned.",
  "Ønsker fast pris.",
];

const GENERATED = 288;

/**
 * Some three hundred customers of the demo company: the callers of the scenarios first, the others generated. The same
 * at every call, so that a test may rely on it; no number appears twice.
 */
export function demoContacts(): Contact[] {
  const random = randomNumbers(20_251_123);
  const contacts: Contact[] = Object.values(callers);
  const taken = new Set<string>([unknownCaller, ...contacts.flatMap((c) => c.numbers.map((n) => n.number))]);
  for (let index = 0; index < GENERATED; index++) contacts.push(generate(index, random, taken));
  return contacts;
}

type Random = (below: number) => number;

/** mulberry32, a small generator with a seed: the platform's own cannot be given one. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function generate(index: number, random: Random, taken: Set<string>): Contact {
  const first = pick(firstNames, random);
  const last = pick(lastNames, random);
  const isPrivate = random(5) === 0;
  const company = isPrivate ? undefined : companyName(last, random);
  const note = random(4) === 0 ? pick(notes, random) : undefined;
  const numbers: Contact["numbers"][number][] = [{ number: freeNumber(mobilePrefixes, random, taken), label: "mobil" }];
  if (!isPrivate && random(3) > 0) {
    numbers.unshift({ number: freeNumber(landlinePrefixes, random, taken), label: "kontor" });
  }
  return {
    name: `${first} ${last}`,
    numbers,
    customerNumber: String(10_000 + index * 7),
    email: `${ascii(first)}.${ascii(last)}.${index}@kunde.example`,
    ...(company === undefined ? {} : { company }),
    ...(note === undefined ? {} : { note }),
  };
}

function companyName(last: string, random: Random): string {
  const trade = pick(trades, random);
  switch (random(3)) {
    case 0:
      return `${last} ${trade} ApS`;
    case 1:
      return `${pick(towns, random)} ${trade}`;
    default:
      return `${trade} ${pick(towns, random)} A/S`;
  }
}

/** The first two digits in which the Danish numbering plan has mobile and geographic numbers. */
const mobilePrefixes = ["20", "22", "25", "28", "30", "31", "40", "42", "50", "51", "60", "61"];
const landlinePrefixes = ["33", "43", "56", "62", "63", "65", "74", "75", "86", "87", "96", "97", "98"];

function freeNumber(prefixes: readonly string[], random: Random, taken: Set<string>): string {
  for (;;) {
    const number = `+45${pick(prefixes, random)}${100_000 + random(900_000)}`;
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}

function pick(from: readonly string[], random: Random): string {
  return from[random(from.length)] ?? "";
}

function ascii(name: string): string {
  return name.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
}
