/** A customer as a company's address book has him. */
export interface Contact {
  readonly name: string;
  readonly company?: string;
  readonly email?: string;
  /** E.164, the first is the one he calls from. */
  readonly numbers: readonly { readonly number: string; readonly label: "mobil" | "kontor" }[];
  readonly customerNumber?: string;
  readonly note?: string;
}
