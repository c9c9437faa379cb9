import type { RandomStream } from "./random-stream.ts";
import { WeightedList } from "./weighted-list.ts";

export interface Place {
  street: string;
  postalCode: string;
  city: string;
}

/** Weights: thousands who live there. */
const cities = new WeightedList(
  `1620 København V 60, 2100 København Ø 80, 2200 København N 80, 2300 København S 90, 8000 Aarhus C 70, 8200 Aarhus N 50,
  5000 Odense C 60, 9000 Aalborg 60, 6700 Esbjerg 50, 8900 Randers C 40, 6000 Kolding 45, 8700 Horsens 45, 7100 Vejle 45,
  4000 Roskilde 40, 7400 Herning 40, 8600 Silkeborg 40, 2970 Hørsholm 25, 3000 Helsingør 35, 8800 Viborg 35,
  7000 Fredericia 35, 4600 Køge 30, 7500 Holstebro 30, 2630 Taastrup 30, 3400 Hillerød 30, 4200 Slagelse 30,
  4700 Næstved 35, 6400 Sønderborg 25, 5700 Svendborg 25, 9800 Hjørring 20, 9900 Frederikshavn 20, 3700 Rønne 13,
  7700 Thisted 13, 6200 Aabenraa 16, 8500 Grenaa 14, 5500 Middelfart 15, 4300 Holbæk 25, 6800 Varde 12, 7800 Skive 18,
  8660 Skanderborg 18, 9500 Hobro 11, 5600 Faaborg 6, 6760 Ribe 7, 5900 Rudkøbing 4, 8305 Samsø 3, 9940 Læsø 1`,
);
const streetBegins =
  "Vester Øster Nørre Sønder Kirke Skole Mølle Bakke Birke Strand Havne Jernbane Park Industri Enghave Lærke Rosen Kløver Solsikke Skov Ring Lyng Kongens Dronningens Tvær Ny Bøge Ege Elme Hyben".split(
    " ",
  );
const streetEnds = new WeightedList(
  "vej 30, gade 20, vænget 8, allé 8, parken 5, stien 3, toften 4, bakken 4, plads 2",
);

export function choosePlace(random: RandomStream): Place {
  const [, postalCode = "", city = ""] = /^(\d+) (.*)$/.exec(cities.choose(random)) ?? [];
  const street = `${random.one(streetBegins)}${streetEnds.choose(random)} ${random.between(1, 240)}`;
  return { street, postalCode, city };
}

export function addressLine({ street, postalCode, city }: Place): string {
  return `${street}, ${postalCode} ${city}`;
}
