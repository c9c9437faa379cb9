import type { RandomStream } from "./random-stream.ts";
import { WeightedList } from "./weighted-list.ts";

export type Country = "dk" | "de" | "se" | "gb";

export interface PersonName {
  given: string;
  middle?: string;
  family: string;
}

/** Weights of Danish names: thousands of bearers, about as Statistics Denmark counts them. */
const danishGiven = new WeightedList(
  `Peter 47, Michael 44, Lars 43, Jens 42, Thomas 40, Henrik 39, Søren 37, Christian 34, Martin 33, Jan 32, Morten 29,
  Anders 28, Jesper 28, Niels 27, Mads 26, Rasmus 25, Per 24, Mikkel 23, Hans 22, Kim 21, Jørgen 20, Ole 20, Kasper 18,
  Jakob 18, Simon 17, Nikolaj 16, Frederik 16, Erik 15, Claus 15, Bent 14, Magnus 14, Emil 14, Torben 14, Steen 12, Bo 12,
  Carsten 11, Flemming 11, Jonas 11, Mathias 11, Kristian 10, Ib 5, Åge 4, Jørn 7, Bjørn 5, Kåre 1, Øjvind 1, Sigurd 1,
  Anne 45, Kirsten 42, Mette 39, Hanne 38, Helle 33, Anna 32, Susanne 30, Lene 30, Maria 29, Marianne 28, Inge 25, Lone 25,
  Camilla 24, Karen 24, Pia 23, Louise 23, Charlotte 22, Bente 22, Tina 21, Gitte 21, Ida 20, Jette 19, Julie 19, Emma 18,
  Sofie 18, Christina 17, Laura 17, Birthe 16, Sara 16, Mathilde 15, Ulla 14, Line 14, Trine 13, Caroline 13, Freja 12,
  Lærke 11, Signe 11, Astrid 9, Åse 3, Maj-Britt 3, Anne-Marie 5, Bodil 6, Sidsel 3, Ingeborg 2, Gry 2, Rikke 15, Maja 10`,
);
const danishFamily = new WeightedList(
  `Nielsen 244, Jensen 243, Hansen 204, Andersen 150, Pedersen 148, Christensen 113, Larsen 110, Sørensen 105, Rasmussen 90,
  Jørgensen 84, Petersen 76, Madsen 62, Kristensen 58, Olsen 46, Thomsen 38, Christiansen 36, Poulsen 30, Johansen 30,
  Møller 30, Mortensen 28, Knudsen 28, Jacobsen 21, Jakobsen 21, Mikkelsen 20, Olesen 20, Frederiksen 19, Laursen 18,
  Henriksen 17, Lund 17, Holm 16, Schmidt 15, Eriksen 14, Kristiansen 14, Simonsen 13, Clausen 13, Svendsen 12,
  Andreasen 12, Iversen 11, Østergaard 10, Jeppesen 9, Mogensen 9, Nissen 8, Lauridsen 8, Vestergaard 8, Jespersen 8,
  Dahl 7, Kjær 6, Bach 6, Skov 5, Bak 5, Winther 5, Ægidius 1, Åkjær 1, Ørsted 1, Friis 5, Juhl 4, Krogh 4, Toft 4`,
);
/** Half of all Danes have a name that few have: farms and places, of two parts. */
const rareBegin =
  "Ager Ask Bak Birke Bjerre Bøge Damm Ege El Enge Fager Fly Gran Grøn Hald Hede Holm Høj Kirke Kjær Klit Krog Kvist Lang Linde Lund Lyng Løv Mark Mose Myr Nør Nørre Over Pile Ring Rise Ros Skov Sol Sten Sø Sønder Thor Toft Ulve Vang Ved Vest Vester Vind Øster Å Ål".split(
    " ",
  );
const rareEnd =
  "bjerg borg bro by bæk dahl fort gaard gren holm holt hus høj kilde kjær lev lund mark mose rup skov sted strøm sø toft vad vig vang ager dal".split(
    " ",
  );

const foreign = {
  de: {
    given: new WeightedList(
      "Thomas 9, Andreas 8, Stefan 8, Jürgen 7, Jörg 4, Wolfgang 6, Klaus 7, Uwe 5, Günther 3, Jens 4, Björn 2, Sabine 8, Petra 7, Monika 6, Claudia 6, Ursula 5, Käthe 1, Heike 5, Birgit 5, Anja 5",
    ),
    family: new WeightedList(
      "Müller 10, Schmidt 8, Schneider 6, Fischer 5, Weber 5, Meyer 4, Wagner 4, Becker 4, Schäfer 3, Krüger 2, Köhler 2, Groß 1, Weiß 1, Jäger 1, Petersen 2, Hansen 2, von Ahlefeldt 1",
    ),
  },
  se: {
    given: new WeightedList(
      "Lars 9, Anders 8, Johan 7, Erik 7, Per 6, Karl 5, Göran 3, Björn 3, Håkan 3, Åke 2, Anna 8, Eva 7, Maria 7, Karin 6, Kristina 5, Åsa 2, Märta 1, Ulrika 2, Malin 3",
    ),
    family: new WeightedList(
      "Andersson 9, Johansson 9, Karlsson 8, Nilsson 7, Eriksson 6, Larsson 5, Olsson 5, Persson 5, Svensson 5, Gustafsson 4, Lindström 2, Sjöberg 2, Åkesson 1, Öberg 1, Bergström 2, Nyström 1",
    ),
  },
  gb: {
    given: new WeightedList(
      "David 9, John 9, Paul 7, James 7, Andrew 6, Mark 6, Stephen 4, Ian 3, Siobhán 1, Sarah 7, Susan 6, Emma 5, Helen 4, Claire 4, Zoë 1, Fiona 3",
    ),
    family: new WeightedList(
      "Smith 10, Jones 8, Taylor 6, Brown 6, Williams 5, Wilson 4, Johnson 3, Davies 3, Robinson 3, Wright 3, O'Brien 1, McDonald 1, Fraser-Campbell 1, Thompson 3",
    ),
  },
};

export function chooseName(random: RandomStream, country: Country): PersonName {
  if (country !== "dk") {
    return { given: foreign[country].given.choose(random), family: foreign[country].family.choose(random) };
  }
  const given = danishGiven.choose(random);
  const family = random.happens(0.55) ? danishFamily.choose(random) : rareFamily(random);
  if (!random.happens(0.35)) return { given, family };
  return { given, middle: random.happens(0.5) ? danishGiven.choose(random) : rareFamily(random), family };
}

/** Of names that hardly anybody else has, from all over the world. */
const syllables =
  "ka ri mo tan sel ah ned vic ko wal ski ra jan dra bor dev lin go mes fer ran pat el zan mi ber yil maz hus sei ngu yen ter ul".split(
    " ",
  );

export function rareFamily(random: RandomStream): string {
  if (random.happens(0.1)) {
    const name = Array.from({ length: random.between(2, 4) }, () => random.one(syllables)).join("");
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  }
  return `${random.one(rareBegin)}${random.one(rareEnd)}`;
}

export function fullName({ given, middle, family }: PersonName): string {
  return middle === undefined ? `${given} ${family}` : `${given} ${middle} ${family}`;
}
