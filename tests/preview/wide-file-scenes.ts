import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { report } from "../fakes/fixture-imports.ts";
import { people, sources } from "../fakes/fixture-people.ts";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { widePreview } from "../fakes/fixture-wide-file.ts";
import type { Scene } from "./scenes.ts";

function answer(bridge: FakeBridge): void {
  new FakeAddressBook(people()).answer(bridge);
  bridge.answer("contacts.chooseFile", () => ({ ok: true, value: { preview: widePreview } }));
  bridge.answer("contacts.import", () => ({ ok: true, value: { source: "wide" } }));
  bridge.answer("sources.report", () => ({ ok: true, value: { ...report, total: report.lines.length } }));
}

const wide = {
  id: "wide",
  kind: "watched",
  name: "Kundeservicecentrets samlede kontakter fra Outlook",
  location: "/home/anna/outlook.csv",
  contacts: 0,
} as const;

/** A file with many columns and long names, and what can come of it. */
export const wideFileScenes = {
  "import-wide": () => ({
    snapshot: idleSnapshot({ sources: [...sources, { ...wide, progress: { contacts: 0, rate: 0 } }] }),
    history: [],
    view: "settings",
    prepare: answer,
  }),
  "import-failed": () => ({
    snapshot: idleSnapshot({
      sources: [...sources, { ...wide, result: { state: "failed", at: NOW, code: "disk-full" } }],
    }),
    history: [],
    view: "settings",
    prepare: answer,
  }),
  "import-left-out": () => ({
    snapshot: idleSnapshot({
      sources: [
        ...sources,
        {
          ...wide,
          contacts: 98_412,
          result: { state: "done", at: NOW, contacts: 98_412, refused: 4, unchanged: false },
        },
      ],
    }),
    history: [],
    view: "settings",
    prepare: answer,
  }),
} as const satisfies Record<string, () => Scene>;
