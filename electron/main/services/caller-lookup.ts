import type { Employee } from "../../../shared/flexfone/types.ts";
import type { Caller } from "../../../shared/ipc/snapshot.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import type { ContactStore } from "../ports/contact-store.ts";

/** So many employees are taken over at a time: a few milliseconds. */
const SLICE = 500;

/** A person with a number to dial. */
interface Suggestion {
  number: string;
  name: string;
  company?: string;
  kind: "colleague" | "contact";
}

/** Whose number it is: a colleague by his local number, phone or outside number, else a contact. */
export class CallerLookup {
  readonly #contacts: ContactStore;
  #colleagues = new Map<string, Employee>();

  readonly #breathe: () => Promise<void>;
  /** Grows with each list, so that one that was overtaken is dropped. */
  #lists = 0;

  /** @param breathe lets other work go on */
  constructor(contacts: ContactStore, breathe: () => Promise<void> = async () => {}) {
    this.#contacts = contacts;
    this.#breathe = breathe;
  }

  /** Takes a list over; a long one in slices, and as a whole at its end. */
  async setColleagues(employees: readonly Employee[]): Promise<void> {
    this.#lists += 1;
    const list = this.#lists;
    const colleagues = new Map<string, Employee>();
    for (const [index, employee] of employees.entries()) {
      if (index > 0 && index % SLICE === 0) {
        await this.#breathe();
        if (list !== this.#lists) return;
      }
      const numbers = [
        employee.localNumber,
        ...employee.phones.map((phone) => phone.localNumber),
        ...employee.phoneNumbers.map((phoneNumber) => phoneNumber.number),
      ];
      for (const number of numbers) {
        const key = numberKey(number);
        // The first owner stays: a main number is listed at several employees and says little about any of them.
        if (key !== undefined && !colleagues.has(key)) colleagues.set(key, employee);
      }
    }
    this.#colleagues = colleagues;
  }

  find(number: string | undefined): Caller | undefined {
    const key = number === undefined ? undefined : numberKey(number);
    if (key === undefined) return undefined;
    const colleague = this.#colleagues.get(key);
    if (colleague !== undefined) {
      const department = colleague.departments[0]?.name;
      return { kind: "colleague", name: colleague.name, ...(department === undefined ? {} : { company: department }) };
    }
    const contact = this.#contacts.findByNumber(key);
    return contact === undefined ? undefined : { kind: "contact", ...contact };
  }

  nameOfLocalNumber(localNumber: string): string | undefined {
    return this.#colleagues.get(localNumber)?.name;
  }

  /** People for what has been typed so far: colleagues first, then contacts; each with a number to dial. */
  suggest(text: string, limit: number): Suggestion[] {
    const words = text.toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const colleagues = [...new Set(this.#colleagues.values())]
      .filter(({ name, localNumber }) => {
        if (localNumber.startsWith(text.trim())) return true;
        const parts = name.toLocaleLowerCase("da").split(/\s+/);
        return words.every((word) => parts.some((part) => part.startsWith(word)));
      })
      .map(
        (employee): Suggestion => ({
          kind: "colleague",
          number: employee.localNumber,
          name: employee.name,
          ...(employee.departments[0] === undefined ? {} : { company: employee.departments[0].name }),
        }),
      );
    const contacts = this.#contacts.suggest(text, limit).map((found): Suggestion => ({ ...found, kind: "contact" }));
    return [...colleagues, ...contacts].slice(0, limit);
  }
}
