/** Parts of a postal address, each of one or several lines. */
export interface AddressParts {
  street: string;
  postalCode: string;
  city: string;
  region: string;
  country: string;
}

/** Where the postal code stands behind the city. */
const cityFirst =
  /^(?:us|usa|united states(?: of america)?|canada|ca|uk|gb|united kingdom|great britain|england|scotland|wales|ireland|irland|storbritannien|australia|australien|new zealand|india|indien)$/i;

/** An address in one line, as the country writes it; Danish order where the country does not say otherwise. */
export function addressLine({ street, postalCode, city, region, country }: AddressParts): string {
  const place = cityFirst.test(country)
    ? joined(", ", [city, joined(" ", [region, postalCode])])
    : joined(", ", [joined(" ", [postalCode, city]), region]);
  return joined(", ", [...street.split("\n"), place, country]);
}

function joined(separator: string, parts: readonly string[]): string {
  return parts
    .map((part) => part.trim().replace(/,$/, ""))
    .filter((part) => part !== "")
    .join(separator);
}
