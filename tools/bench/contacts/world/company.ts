import { rareFamily } from "./names.ts";
import { companyNumber } from "./phone-plan.ts";
import { choosePlace, type Place } from "./place.ts";
import type { RandomStream } from "./random-stream.ts";
import { WeightedList } from "./weighted-list.ts";

export interface Company {
  name: string;
  domain: string;
  place: Place;
  /** Danish, eight digits; the first of its block. */
  mainNumber: string;
  /** Which of all companies it is, from 0. */
  number: number;
}

const forms = new WeightedList("A/S 40, ApS 45, I/S 6, K/S 2, a.m.b.a. 1, Holding ApS 6");
const trades =
  "Tømrer Murer VVS El Revision Transport Auto Maskinfabrik Entreprise Byg Data Consulting Design Reklame Fødevarer Energi Ejendomme Advokater Arkitekter Rengøring Logistik Logistics Foods Pharma Software Industri Handel Marine Landbrug Smede Køl Teknik Trælast Bogtryk Optik Tandklinik Fysioterapi Møbler".split(
    " ",
  );
const begins = "Nor Dan Skan Med Tek Vita Aqua Ener Kon Pro Uni Inter Bio Gen Log Micro Agri Stål Vind Sol".split(" ");
const ends = "tek dan co lux form care plan line tech mark pack flex tron vent therm soft gruppen huset".split(" ");

export function makeCompany(random: RandomStream, number: number): Company {
  const place = choosePlace(random);
  const name = `${companyWord(random, place)} ${forms.choose(random)}`;
  return { name, domain: `${domainWord(name)}.dk`, place, mainNumber: companyNumber(number, 0), number };
}

function companyWord(random: RandomStream, { city }: Place): string {
  const chance = random.next();
  const trade = random.one(trades);
  if (chance < 0.25) return `${city} ${trade}`;
  if (chance < 0.5) return `${rareFamily(random)} ${trade}`;
  if (chance < 0.62) return `${rareFamily(random)} & Søn`;
  if (chance < 0.72) return `${rareFamily(random)} & ${rareFamily(random)}`;
  return `${random.one(begins)}${random.one(ends)} ${trade}`;
}

function domainWord(name: string): string {
  const [, word = name] = /^(.*?)(?: (?:Holding )?\S+)$/.exec(name) ?? [];
  return asciiOf(word).replace(/[^a-z0-9]+/g, "");
}

/** As Danes write their letters in an address. */
export function asciiOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "oe")
    .replaceAll("å", "aa")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "");
}
