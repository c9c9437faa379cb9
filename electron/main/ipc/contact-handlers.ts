import { defined } from "../../../shared/defined.ts";
import type { contactRequests } from "../../../shared/ipc/contact-requests.ts";
import type { ContactBrowsing } from "../services/contact-browsing.ts";
import type { ContactsService } from "../services/contacts-service.ts";
import type { ImportDrafts } from "../services/import-drafts.ts";
import type { SourceSubscriptions } from "../services/source-subscriptions.ts";
import type { SourcesService } from "../services/sources-service.ts";
import type { Handlers } from "./handlers.ts";

export interface ContactServices {
  contacts: ContactsService;
  browsing: ContactBrowsing;
  drafts: ImportDrafts;
  sources: SourcesService;
  subscriptions: SourceSubscriptions;
}

export function createContactHandlers({
  contacts,
  browsing,
  drafts,
  sources,
  subscriptions,
}: ContactServices): Pick<Handlers, keyof typeof contactRequests> {
  return {
    "contacts.search": async ({ text, limit }) => ({ ok: true, value: await browsing.search(text, limit) }),
    "contacts.list": async ({ offset, limit }) => ({ ok: true, value: await browsing.list(offset, limit) }),
    "contacts.person": ({ id }) => contacts.person(id),
    "contacts.matches": ({ number }) => contacts.matches(number),
    "contacts.calls": ({ id, limit }) => contacts.calls(id, limit),
    "contacts.save": ({ about, contact }) => contacts.save(about, contact),
    "contacts.mark": ({ id, ...marks }) => contacts.mark(id, defined(marks)),
    "contacts.deleteOwn": ({ id }) => contacts.deleteOwn(id),
    "contacts.export": ({ what }) => contacts.export(what),
    "contacts.chooseFile": () => drafts.choose(),
    "contacts.preview": ({ draft, mapping }) => drafts.preview(draft, mapping),
    "contacts.dropDraft": ({ draft }) => drafts.drop(draft),
    "contacts.import": ({ draft, name, watch }) => drafts.import(draft, name, watch),
    "sources.chooseFolder": () => subscriptions.chooseFolder(),
    "sources.subscribe": (wanted) => subscriptions.subscribe(wanted),
    "sources.update": ({ source, ...changes }) => sources.update(source, defined(changes)),
    "sources.refresh": ({ source }) => sources.refresh(source),
    "sources.cancel": ({ source }) => sources.cancel(source),
    "sources.remove": ({ source }) => sources.remove(source),
    "sources.order": ({ sources: ids }) => sources.order(ids),
    "sources.report": (query) => subscriptions.report(query),
    "sources.saveReport": ({ source }) => subscriptions.saveReport(source),
  };
}
