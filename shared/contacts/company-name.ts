/** Forms of companies, as they stand behind (or, seldom, before) their names. */
const forms =
  /(?:^|[\s,(])(?:a\/s|aps|i\/s|k\/s|p\/s|ivs|a\.?m\.?b\.?a\.?|f\.?m\.?b\.?a\.?|s\.?m\.?b\.?a\.?|gmbh|kg|ab|asa|as|oy|bv|b\.v\.|n\.v\.|ltd\.?|limited|inc\.?|llc|plc|corp\.?|holding|group|kommune|region)(?:$|[\s,)])/iu;

/** Whether a name can only be a company's: it says what form the company has. */
export function isCompanyName(name: string): boolean {
  return forms.test(name);
}
