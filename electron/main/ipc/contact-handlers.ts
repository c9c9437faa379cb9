import type { contactRequests } from "../../../shared/ipc/contact-requests.ts";
import type { Handlers } from "./handlers.ts";

const notYet = () => ({ ok: false, code: "internal", message: "not built yet" }) as const;

export function createContactHandlers(): Pick<Handlers, keyof typeof contactRequests> {
  return {
    "contacts.search": notYet,
    "contacts.list": notYet,
    "contacts.person": notYet,
    "contacts.matches": notYet,
    "contacts.calls": notYet,
    "contacts.save": notYet,
    "contacts.mark": notYet,
    "contacts.deleteOwn": notYet,
    "contacts.export": notYet,
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
