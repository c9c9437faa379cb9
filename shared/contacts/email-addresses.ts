/** RFC 5321, section 4.5.3.1.3. Characters. */
const LONGEST = 254;
/** Of one contact. More are not kept. */
const MOST = 50;

/** The e-mail addresses of one field, each once: `a@x.dk; Mette <b@x.dk>`, `mailto:a@x.dk`. */
export function emailAddresses(field: string): string[] {
  if (!field.includes("@")) return [];
  const found = new Map<string, string>();
  for (const part of field.split(/[\s,;<>()[\]"]+|:::/u)) {
    const address = part.replace(/^mailto:/i, "").replace(/[.:]{1,3}$/, "");
    if (address.length > LONGEST || !/^[^@]+@[^@]+$/.test(address)) continue;
    const key = address.toLowerCase();
    if (!found.has(key)) found.set(key, address);
    if (found.size === MOST) break;
  }
  return [...found.values()];
}
