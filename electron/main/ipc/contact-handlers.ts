import { defined } from "../../../shared/defined.ts";
import type { contactRequests } from "../../../shared/ipc/contact-requests.ts";
import type { ContactsService } from "../services/contacts-service.ts";
import type { Handlers } from "./handlers.ts";

const notYet = () => ({ ok: false, code: "internal", message: "not built yet" }) as const;

export interface ContactServices {
  contacts: ContactsService;
}

export function createContactHandlers({ contacts }: ContactServices): Pick<Handlers, keyof typeof contactRequests> {
  return {
    "contacts.search": notYet,
    "contacts.list": notYet,
    "contacts.person": ({ id }) => contacts.person(id),
    "contacts.matches": ({ number }) => contacts.matches(number),
    "contacts.calls": ({ id, limit }) => contacts.calls(id, limit),
    "contacts.save": ({ about, contact }) => contacts.save(about, contact),
    "contacts.mark": ({ id, ...marks }) => contacts.mark(id, defined(marks)),
    "contacts.deleteOwn": ({ id }) => contacts.deleteOwn(id),
    "contacts.export": ({ what }) => contacts.export(what),
    "contacts.chooseFile": notYet,
    "contacts.preview": notYet,
    "contacts.dropDraft": notYet,
    "contacts.import": notYet,
    "sources.chooseFolder": notYet,
    "sources.subscribe": notYet,
    "sources.update": notYet,
    "sources.refresh": notYet,
    "sources.cancel": notYet,
    "sources.remove": notYet,
    "sources.order": notYet,
    "sources.report": notYet,
    "sources.saveReport": notYet,
  };
}
