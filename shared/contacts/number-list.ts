import type { ContactNumber } from "./contact.ts";

/** Of one contact. */
const MOST = 200;

/** A contact's numbers in order, each once however it is grouped, with Denmark's prefix or without: the label that says most is kept. */
export class NumberList {
  readonly numbers: ContactNumber[] = [];
  private readonly places = new Map<string, number>();

  /** False where there are more than anybody has: it was not taken. */
  add(added: ContactNumber): boolean {
    const digits = added.number.replaceAll(/[\s().-]/g, "").replace(/^(?:\+|00)45(?=[2-9]\d{7}$)/, "");
    const place = this.places.get(digits);
    const present = place === undefined ? undefined : this.numbers[place];
    if (place === undefined || present === undefined) {
      if (this.numbers.length === MOST) return false;
      this.places.set(digits, this.numbers.length);
      this.numbers.push(added);
    } else if (present.label === "other" && present.customLabel === undefined) {
      this.numbers[place] = { ...added, number: present.number };
    }
    return true;
  }
}
