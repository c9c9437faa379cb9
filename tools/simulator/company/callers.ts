import type { Contact } from "./contact.ts";

/** The customers who call in the scenarios, by the name that the scenarios use. */
export const callers = {
  anneVestergaard: {
    name: "Anne Vestergaard",
    company: "Bageriet Kornblomsten",
    email: "anne@kornblomsten.example",
    numbers: [
      { number: "+4586124417", label: "kontor" },
      { number: "+4528914417", label: "mobil" },
    ],
    customerNumber: "4711",
    note: "Ovn nr. 2 skal have ny strømmåler. Ring helst før kl. 10.",
  },
  henrikThygesen: {
    name: "Henrik Thygesen",
    company: "Thygesen & Søn VVS",
    email: "henrik@thygesen-vvs.example",
    numbers: [{ number: "+4540718233", label: "mobil" }],
    customerNumber: "2108",
    note: "Vil have tilbud på varmepumper til tre adresser.",
  },
  louiseRaben: {
    name: "Louise Raben",
    company: "Ejerforeningen Strandparken",
    email: "formand@strandparken.example",
    numbers: [{ number: "+4561304882", label: "mobil" }],
    customerNumber: "3390",
    note: "Formand. 48 lejligheder, fælles ladestandere.",
  },
  kasperNoerby: {
    name: "Kasper Nørby",
    company: "Nørby Transport ApS",
    email: "kn@noerby-transport.example",
    numbers: [
      { number: "+4575839012", label: "kontor" },
      { number: "+4523459012", label: "mobil" },
    ],
    customerNumber: "1577",
  },
  ullaFriis: {
    name: "Ulla Friis",
    numbers: [{ number: "+4522387641", label: "mobil" }],
    customerNumber: "8820",
    note: "Privatkunde. Hører dårligt – tal langsomt.",
  },
  mortenDamgaard: {
    name: "Morten Damgaard",
    company: "Aarhus Havnelogistik A/S",
    email: "mda@havnelogistik.example",
    numbers: [{ number: "+4589332070", label: "kontor" }],
    customerNumber: "1002",
    note: "Rammeaftale til 31/12. Ring til Jonas ved spørgsmål om pris.",
  },
  camillaBrink: {
    name: "Camilla Brink",
    company: "Brink Arkitekter",
    email: "camilla@brink-arkitekter.example",
    numbers: [{ number: "+4551772608", label: "mobil" }],
    customerNumber: "4402",
  },
  joergenAabye: {
    name: "Jørgen Åbye",
    company: "Åbye Maskinfabrik",
    email: "jaa@aabye-maskinfabrik.example",
    numbers: [{ number: "+4597451188", label: "kontor" }],
    customerNumber: "2914",
    note: "Driftsstop meldt to gange i denne måned.",
  },
  linneaSjoeberg: {
    name: "Linnéa Sjöberg",
    company: "Öresund Vind AB",
    email: "linnea.sjoberg@oresundvind.example",
    numbers: [{ number: "+46406052713", label: "kontor" }],
    customerNumber: "7105",
    note: "Malmö. Taler svensk og engelsk.",
  },
  fatimaYilmaz: {
    name: "Fatima Yilmaz",
    company: "Café Solsikken",
    email: "fatima@solsikken.example",
    numbers: [{ number: "+4526647305", label: "mobil" }],
    customerNumber: "5530",
  },
  poulErikHolm: {
    name: "Poul-Erik Holm",
    company:
      "Danske Landmænds Fælles Andelsselskab for Biogas, Varmeforsyning og Grøn Omstilling i Midt- og Vestjylland a.m.b.a.",
    email: "peh@landmaendsbiogas.example",
    numbers: [{ number: "+4597124065", label: "kontor" }],
    customerNumber: "1200",
    note: "Skriv altid sagsnummer i referatet.",
  },
  tineMarstrand: {
    name: "Tine Marstrand",
    company: "Svendborg Kommune",
    email: "tine.marstrand@svendborg.example",
    numbers: [
      { number: "+4562233908", label: "kontor" },
      { number: "+4530213908", label: "mobil" },
    ],
    customerNumber: "1010",
    note: "Kontakt i forsyningssager.",
  },
} as const satisfies Record<string, Contact>;

/** A number that is in nobody's address book. */
export const unknownCaller = "+4593851706";
