/** The address of a website as a source writes it, "www.x.dk" or whole; undefined for anything that is no web page. */
export function webAddress(website: string): string | undefined {
  const written = /^[a-z][a-z0-9+.-]*:/i.test(website) ? website : `https://${website}`;
  const url = URL.parse(written);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") && url.hostname.includes(".")
    ? url.href
    : undefined;
}
