import { defined } from "../../../shared/defined.ts";
import type { contactRequests } from "../../../shared/ipc/contact-requests.ts";
import type { ContactBrowsing } from "../services/contact-browsing.ts";
import type { ContactsService } from "../services/contacts-service.ts";
import type { Handlers } from "./handlers.ts";
import type { SourceHandlers } from "./source-handlers.ts";

type BrowsingHandlers = Pick<Handlers, "contacts.search" | "contacts.list">;

export function createBrowsingHandlers(browsing: ContactBrowsing): BrowsingHandlers {
  return {
    "contacts.search": async ({ text, limit }) => ({ ok: true, value: await browsing.search(text, limit) }),
    "contacts.list": async ({ offset, limit }) => ({ ok: true, value: await browsing.list(offset, limit) }),
  };
}

/** What is asked about one person, and what the employee writes. */
export function createContactHandlers(
  contacts: ContactsService,
): Pick<Handlers, Exclude<keyof typeof contactRequests, keyof BrowsingHandlers | keyof SourceHandlers>> {
  return {
    "contacts.person": ({ id }) => contacts.person(id),
    "contacts.matches": ({ number }) => contacts.matches(number),
    "contacts.calls": ({ id, limit }) => contacts.calls(id, limit),
    "contacts.save": ({ about, contact }) => contacts.save(about, contact),
    "contacts.mark": ({ id, ...marks }) => contacts.mark(id, defined(marks)),
    "contacts.deleteOwn": ({ id }) => contacts.deleteOwn(id),
    "contacts.export": ({ what }) => contacts.export(what),
  };
}
