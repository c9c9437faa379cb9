import { defined } from "../../../shared/defined.ts";
import type { contactRequests } from "../../../shared/ipc/contact-requests.ts";
import type { ImportDrafts } from "../services/import-drafts.ts";
import type { SourceSubscriptions } from "../services/source-subscriptions.ts";
import type { SourcesService } from "../services/sources-service.ts";
import type { Handlers } from "./handlers.ts";

type ContactRequest = keyof typeof contactRequests;
export type SourceHandlers = Pick<
  Handlers,
  | Extract<ContactRequest, `sources.${string}`>
  | "contacts.chooseFile"
  | "contacts.preview"
  | "contacts.dropDraft"
  | "contacts.import"
>;

export interface SourceServices {
  drafts: ImportDrafts;
  sources: SourcesService;
  subscriptions: SourceSubscriptions;
}

/** Where contacts come from. */
export function createSourceHandlers({ drafts, sources, subscriptions }: SourceServices): SourceHandlers {
  return {
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
