import type { RandomStream } from "./random-stream.ts";

const sentences = [
  "Ring helst efter kl. 10.",
  "Ønsker faktura på mail.",
  "Mødtes på messen i Herning.",
  "Aftale om serviceeftersyn hvert forår; nøglen ligger hos naboen.",
  "Husk at spørge til ordren på de nye døre.",
  "Er på barsel til august, ring til afdelingen i stedet.",
  "Betaler altid til tiden.",
  "Vil have tilbud på 25 licenser inden årsskiftet.",
  "Tidligere kunde hos os, kom tilbage via anbefaling.",
  "Taler tysk og engelsk.",
  "Kontaktperson for leverancer til lageret, port 4.",
  "Rabat 12 % efter aftale med Jørgen.",
  "Må kun kontaktes på mobil i haster.",
  "Klagede over ventetid; fulgt op.",
  "Fætter til Åse i bogholderiet.",
];

/** One to four sentences, a date in some: about 100 characters. */
export function makeNote(random: RandomStream): string {
  const count = random.between(1, 4);
  const chosen = Array.from({ length: count }, () => random.one(sentences));
  if (random.happens(0.4)) {
    chosen.unshift(`${random.between(1, 28)}/${random.between(1, 12)}-${random.between(2015, 2026)}:`);
  }
  return chosen.join(" ");
}
