import { csvMappingSchema } from "../../shared/contacts/csv-mapping-schema.ts";
import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { csvPreview, report, sourcesOfAllKinds, vcardPreview } from "../fakes/fixture-imports.ts";
import { people, sources } from "../fakes/fixture-people.ts";
import { idleSnapshot } from "../fakes/fixture-snapshots.ts";
import type { Scene } from "./scenes.ts";

function answer(bridge: FakeBridge): void {
  new FakeAddressBook(people()).answer(bridge);
  bridge.answer("sources.report", () => ({ ok: true, value: report }));
}

const view = "settings";

/** States of the wizard that imports a file; a few clicks away from Settings. */
export const importScenes = {
  "import-csv": () => ({
    snapshot: idleSnapshot({ sources: sourcesOfAllKinds }),
    history: [],
    view,
    prepare: (bridge: FakeBridge) => {
      answer(bridge);
      bridge.answer("contacts.chooseFile", () => ({ ok: true, value: { preview: csvPreview } }));
      bridge.answer("contacts.preview", (input) => {
        const mapping = csvMappingSchema.parse(input.mapping);
        const contacts = mapping.fields.includes("company") ? csvPreview.contacts : [];
        return { ok: true, value: { preview: { ...csvPreview, contacts, csv: { ...csvPreview.csv, mapping } } } };
      });
      bridge.answer("contacts.import", () => ({ ok: true, value: { source: "crm" } }));
    },
  }),
  "import-vcard": () => ({
    snapshot: idleSnapshot({ sources }),
    history: [],
    view,
    prepare: (bridge: FakeBridge) => {
      answer(bridge);
      bridge.answer("contacts.chooseFile", () => ({ ok: true, value: { preview: vcardPreview } }));
      bridge.answer("contacts.import", () => ({ ok: true, value: { source: "kunder" } }));
    },
  }),
  "import-refused": () => ({
    snapshot: idleSnapshot({ sources }),
    history: [],
    view,
    prepare: (bridge: FakeBridge) => {
      answer(bridge);
      bridge.answer("contacts.chooseFile", () => ({ ok: false, code: "file-spreadsheet", message: "" }));
    },
  }),
} as const satisfies Record<string, () => Scene>;
