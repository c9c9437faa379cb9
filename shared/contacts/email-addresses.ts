/** RFC 5321, section 4.5.3.1.3. Characters. */
const LONGEST = 254;

/** The e-mail addresses of one field, each once: `a@x.dk; Mette <b@x.dk>`, `mailto:a@x.dk`. */
export function emailAddresses(field: string): string[] {
  if (!field.includes("@")) return [];
  const found: string[] = [];
  for (const part of field.split(/[\s,;<>()[\]"]+|:::/u)) {
    const address = part.replace(/^mailto:/i, "").replace(/[.:]+$/, "");
    if (address.length > LONGEST || !/^[^@]+@[^@]+$/.test(address)) continue;
    if (!found.some((one) => one.toLowerCase() === address.toLowerCase())) found.push(address);
  }
  return found;
}
