import type { CsvField } from "../csv-mapping.ts";

/** What a heading means, and how sure that is: of two columns with one meaning the more certain one has it. */
export interface HeadingMeaning {
  field: CsvField;
  /** Of an address: whose it is. Only one is read, and where somebody works comes first. */
  place?: "work" | "other";
  /** A word that means several things: what stands below it decides. */
  doubtful?: true;
}

/**
 * A heading for comparing: in lower case, words apart, without signs. `MobilePhone`, `mobile_phone` and `Mobile Phone` are
 * one.
 */
export function plainHeading(heading: string): string {
  return heading
    .normalize("NFC")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}#]+/gu, " ")
    .trim();
}

/** Headings that hold words of the rules below and mean something else. */
const nothingOfUse =
  /\b(?:do not modify row|do not modify modified|cvr|se nr|ean|gln|iban|swift|bank|cpr|vat|moms|org nr|orgnr|birthday|fødselsdag|anniversary|årsdag|yomi|phonetic|fonetisk|opt out|opt in|bounced?|confirmed|unsubscribed|status|dato|date|created|modified|oprettet|ændret|owner|ejer|ansvarlig|sælger|assistents navn|assistant s name|manager|chef|spouse|ægtefælle|display name|vist|telex|tty|tdd|teksttelefon|isdn|pager|personsøger|valuta|currency|balance|saldo|kredit|credit|photo|foto|relation|event|custom field|nickname|maiden|initial(?:s|er)?|prefix|suffix|suffiks|directory server|sensitivity|følsomhed|location|placering|reference|rabat|betaling|payment)\b/u;

const numberWords =
  /(?:telefon|tlf|phone|mobil|\bcell|fax|\btel\b|lokalnummer|hovednummer|hovednr|omstilling|switchboard|tilbagekald|callback|rufnummer|direkte nummer|direct (?:number|line|dial))/u;

const kindsOfNumber: readonly (readonly [RegExp, CsvField])[] = [
  [/\b(?:type|label|etiket)\b/u, "number-label"],
  [/^phone \d+ value$/u, "number-other"],
  [/fax/u, "number-fax"],
  [/assist|asst|callback|tilbagekald|radio/u, "number-other"],
  [
    /hoved|omstilling|switchboard|\bmain\b|(?:company|corporate|hq) (?:main )?(?:tele)?phone|(?:telefon|tlf) firma|firmatelefon/u,
    "number-main",
  ],
  [/mobil|\bcell|iphone|biltelefon|\bcar\b/u, "number-mobile"],
  [/arbejd|work|business|kontor|office|direkte|direct|\bjob|erhverv/u, "number-work"],
  [/hjem|home|priva[t]|bopæl/u, "number-home"],
  [/\b(?:other|anden|andet|alternativ\p{L}*|primary|primær|secondary|sekundær)\b/u, "number-other"],
];

/** Whole headings. */
const words: readonly (readonly [CsvField, string])[] = [
  [
    "name",
    "name|navn|full name|fullname|fulde navn|navn fulde|contact name|kontaktnavn|kontakt navn|person name|display|visningsnavn|person|kontaktperson|contact person|primary contact|kontakt|contact|att|attention|att person",
  ],
  ["given-name", "first name|firstname|given name|fornavn|fornavne|first|vorname|förnamn"],
  ["middle-name", "middle name|mellemnavn|additional name|mellemnavne"],
  ["family-name", "last name|lastname|family name|efternavn|surname|last|nachname|efternamn|etternavn"],
  [
    "company",
    "company|company name|companyname|firma|firmanavn|virksomhed|virksomhedsnavn|virksomhedens navn|organization|organisation|organization name|organisation name|organization 1 name|person organization|deal organization|organisationsnavn|account name|kunde|kundenavn|customer|customer name|debitornavn|leverandørnavn|associated company|primary associated company|arbejdsgiver|employer|business name|selskab|företag|unternehmen|parent customer|konto navn",
  ],
  ["department", "department|afdeling|organization 1 department|organization department|afdelingsnavn"],
  [
    "title",
    "job title|jobtitle|jobtitel|stilling|stillingsbetegnelse|organization 1 title|organization title|position|rolle|role|job role",
  ],
  [
    "customer-number",
    "kundenr|kunde nr|kundenummer|kunde nummer|kunde id|customer no|customer number|customer nr|customer id|debitor|debitornr|debitor nr|debitornummer|account number|account no|accountnumber|kontonummer|kontonr|leverandørnr|leverandør nr|kreditornr|supplier no|vendor no|client number|klientnr|medlemsnr|medlemsnummer",
  ],
  [
    "website",
    "website|web page|webpage|webside|hjemmeside|homepage|www|url|web|website url|website 1 value|webadresse|web adresse|organization website|internet",
  ],
  [
    "categories",
    "categories|category|kategori|kategorier|labels|group membership|tags|tag|gruppe|grupper|groups|kundegruppe|segment|person label|gruppemedlemskab|etiketter",
  ],
  [
    "note",
    "note|notes|noter|notat|notater|bemærkning|bemærkninger|kommentar|kommentarer|comment|comments|remarks|description|beskrivelse|memo",
  ],
  [
    "uid",
    "uid|contact id|contactid|kontakt id|kontaktid|person id|record id|do not modify contact|do not modify account|vcard uid|guid",
  ],
];

/** Words that mean several things in several programs. */
const doubtfulWords: readonly (readonly [CsvField, string])[] = [
  ["customer-number", "nr|no|nummer|number|konto|account|#|kode"],
  ["uid", "id"],
  ["title", "title|titel"],
];

const sure = wordMap(words);
const doubtful = wordMap(doubtfulWords);

function wordMap(list: readonly (readonly [CsvField, string])[]): ReadonlyMap<string, CsvField> {
  return new Map(list.flatMap(([field, all]) => all.split("|").map((word): [string, CsvField] => [word, field])));
}

/** Undefined where the heading says nothing that is of use. */
export function meaningOf(heading: string): HeadingMeaning | undefined {
  const plain = plainHeading(heading);
  if (plain === "") return undefined;
  const field = sure.get(plain);
  if (field !== undefined) return { field };
  if (nothingOfUse.test(plain)) return undefined;
  const unsure = doubtful.get(plain);
  if (unsure !== undefined) return { field: unsure, doubtful: true };
  return emailOf(plain) ?? numberOf(plain) ?? addressOf(plain);
}

function emailOf(plain: string): HeadingMeaning | undefined {
  if (!/\be ?mails?\b|^mail$|\bmail ?adresse|\bemail/u.test(plain)) return undefined;
  return /\b(?:type|label|etiket|domain|domæne|format)\b/u.test(plain) ? undefined : { field: "email" };
}

function numberOf(plain: string): HeadingMeaning | undefined {
  if (!numberWords.test(plain)) return undefined;
  const kind = kindsOfNumber.find(([pattern]) => pattern.test(plain))?.[1];
  return { field: kind ?? "number-work" };
}

const addressWords: readonly (readonly [RegExp, CsvField])[] = [
  [/\b(?:postnr|postnummer|post nr|zip|zipcode|postal code|postalcode|postcode|plz|postnummer)\b/u, "postal-code"],
  [/\b(?:city|town|by|ort|bynavn|postdistrikt)\b/u, "city"],
  [/\b(?:country|land)\b/u, "country"],
  [/\b(?:street\d?|gade|gadenavn|vej|vejnavn|adresse\d?|address\d?|gadeadresse|postadresse)\b/u, "street"],
];

function addressOf(plain: string): HeadingMeaning | undefined {
  if (
    /\b(?:type|label|formatted|box|postboks|region|state|stat|område(?!$)|ip|extended|latitude|longitude|county)\b/u.test(
      plain.replace(/(?:country|land) (?:region|område)/u, "country"),
    )
  )
    return undefined;
  const field = addressWords.find(([pattern]) => pattern.test(plain))?.[1];
  if (field === undefined) return undefined;
  const isOther =
    /home|hjem|priva[t]|\bother\b|\banden\b|\baddress 2 (?:street|city|postal|zip|country)|shipping|levering|delivery/u.test(
      plain,
    );
  return { field, place: isOther ? "other" : "work" };
}
