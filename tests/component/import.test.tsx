import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { csvMappingSchema } from "../../shared/contacts/csv-mapping-schema.ts";
import type { ShownSource } from "../../shared/contacts/source.ts";
import type { ImportPreview } from "../../shared/ipc/contact-requests.ts";
import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { csvPreview, report, vcardPreview } from "../fakes/fixture-imports.ts";
import { people, sources } from "../fakes/fixture-people.ts";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { widePreview } from "../fakes/fixture-wide-file.ts";
import { main, openWindow } from "./render-window.tsx";

const importing: ShownSource = { id: "new", kind: "watched", name: "Kunder", contacts: 0 };

/** The window on the page that imports a file. */
async function openImport(prepare: (bridge: FakeBridge) => void) {
  const opened = await openWindow(idleSnapshot({ sources }), [], (bridge) => {
    new FakeAddressBook(people()).answer(bridge);
    bridge.answer("contacts.import", () => ({ ok: true, value: { source: "new" } }));
    prepare(bridge);
  });
  const { user } = opened;
  await user.keyboard("{Control>}2{/Control}");
  await user.click(screen.getByRole("button", { name: /^Sources of contacts/ }));
  await user.click(screen.getByRole("button", { name: /^Import a file/ }));
  return opened;
}

const chooses = (preview: ImportPreview) => (bridge: FakeBridge) =>
  bridge.answer("contacts.chooseFile", () => ({ ok: true, value: { preview } }));
const found = () => within(screen.getByRole("region", { name: "The first contacts" }));
const page = () => within(screen.getByRole("region", { name: "Import a file" }));
/** What the page says is wrong. */
const alert = () => page().findByRole("alert");
const column = (name: string) => screen.getByRole("combobox", { name: `${name} is` });

test("a file of cards: what is in it, whether it is followed, and the source that it refreshes", async () => {
  const { bridge, user } = await openImport(chooses(vcardPreview));
  expect(screen.getByRole("button", { name: "Choose a file …" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(await screen.findByText(/was imported before as “iCloud”/)).toBeVisible();
  expect(found().getByText("Camilla Dahl")).toBeVisible();
  expect(screen.getByText("The first 312 contacts were looked at")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Name of the source" })).toHaveValue("iCloud");
  await user.click(screen.getByRole("switch", { name: "Keep it up to date when the file changes" }));
  await user.click(screen.getByRole("button", { name: "Import again" }));
  expect(bridge.inputsOf("contacts.import")).toEqual([{ draft: "d2", name: "iCloud", watch: false }]);
});

test("columns are shown with what stands in them, and can be corrected; the preview follows", async () => {
  const { bridge, user } = await openImport((fake) => {
    chooses(csvPreview)(fake);
    fake.answer("contacts.preview", () => ({
      ok: true,
      value: {
        preview: { ...csvPreview, contacts: [{ name: "AH", numbers: [], emails: [] }] },
      },
    }));
  });
  await user.keyboard("{Enter}");
  await screen.findByRole("button", { name: "Import contacts" });
  expect(found().getByText("Jens Østergaard")).toBeVisible();
  expect(column("Telefon")).toHaveValue("number-main");
  expect(screen.getByText("86 51 51 51 · 62 52 40 00")).toBeVisible();
  await user.selectOptions(column("Sælgerkode"), "Note");
  expect(bridge.inputsOf("contacts.preview")).toMatchObject([
    { draft: "d1", mapping: { fields: [...csvPreview.csv.mapping.fields.slice(0, -1), "note"] } },
  ]);
  expect(await found().findByText("AH")).toBeVisible();
});

test("an older preview never takes the place of a newer one: one is asked for at a time, and the last wish counts", async () => {
  const waiting: (() => void)[] = [];
  const { bridge, user } = await openImport((fake) => {
    chooses(csvPreview)(fake);
    fake.answer(
      "contacts.preview",
      ({ mapping }) =>
        new Promise((resolve) => {
          const name = `answer ${waiting.length + 1}`;
          const contacts = [{ name, numbers: [], emails: [] }];
          const csv = { ...csvPreview.csv, mapping: csvMappingSchema.parse(mapping) };
          waiting.push(() => resolve({ ok: true, value: { preview: { ...csvPreview, csv, contacts } } }));
        }),
    );
  });
  await user.keyboard("{Enter}");
  await screen.findByRole("button", { name: "Import contacts" });
  await user.selectOptions(column("Sælgerkode"), "Note");
  await user.selectOptions(column("E-mail"), "Website");
  await user.selectOptions(column("E-mail"), "Not used");
  expect(waiting).toHaveLength(1);
  await main(() => waiting[0]?.());
  expect(screen.queryByText("answer 1")).not.toBeInTheDocument();
  expect(column("E-mail")).toHaveValue("ignore");
  // Whoever imports at once imports what he chose last.
  await user.click(screen.getByRole("button", { name: "Import contacts" }));
  await user.click(screen.getByRole("button", { name: "Import contacts" }));
  expect(bridge.inputsOf("contacts.import")).toEqual([]);
  await main(() => waiting[1]?.());
  expect(
    bridge.inputsOf("contacts.preview").map((input) => csvMappingSchema.parse(input.mapping).fields.slice(-2)),
  ).toEqual([
    ["email", "note"],
    ["ignore", "note"],
  ]);
  expect(bridge.inputsOf("contacts.import")).toHaveLength(1);
});

test("columns without a name or a number are warned of, before anything is imported", async () => {
  const { csv } = csvPreview;
  const fields = csv.mapping.fields.map(() => "ignore" as const);
  const preview = { ...csvPreview, contacts: [], csv: { ...csv, mapping: { ...csv.mapping, fields } } };
  const { user } = await openImport(chooses(preview));
  await user.keyboard("{Enter}");
  expect(await screen.findByText("No column is a name or a company.")).toBeVisible();
  expect(screen.getByText(/No column is a phone number/)).toBeVisible();
  expect(screen.getByText(/No contacts with these columns/)).toBeVisible();
});

test.each([
  ["file-archive", /packed file \(zip\)/],
  ["file-spreadsheet", /Save it as CSV/],
  ["file-web-page", /web page, not a list of contacts/],
  ["file-empty", /The file is empty/],
] as const)("a file that is none (%s) is refused with what to do, and another can be chosen", async (code, words) => {
  const { user } = await openImport((fake) =>
    fake.answer("contacts.chooseFile", () => ({ ok: false, code, message: "" })),
  );
  await user.keyboard("{Enter}");
  expect(await alert()).toHaveTextContent(words);
  expect(screen.getByRole("button", { name: "Choose a file …" })).toBeEnabled();
});

test("whoever changes his mind leaves nothing behind", async () => {
  const { bridge, user } = await openImport(chooses(vcardPreview));
  await user.keyboard("{Enter}");
  await screen.findByRole("button", { name: "Import again" });
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("contacts.dropDraft")).toEqual([{ draft: "d2" }]);
  expect(screen.getByRole("region", { name: "Sources of contacts" })).toBeVisible();
});

test("an import tells how far it is and can be stopped; in the end how it went, and what was left out", async () => {
  const { bridge, user } = await openImport((fake) => {
    chooses(csvPreview)(fake);
    fake.answer("sources.report", ({ offset }) => ({
      ok: true,
      value: { ...report, lines: report.lines.slice(offset), total: report.lines.length },
    }));
  });
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Import contacts" }));
  const progress = { contacts: 41_250, rate: 18_400, part: 0.41 };
  await main(() => bridge.change({ sources: [...sources, { ...importing, progress }] }));
  expect(page().getByRole("progressbar")).toHaveAttribute("aria-valuenow", "41");
  expect(page().getByText("41,250 contacts · 18,400 a second")).toBeVisible();
  await user.click(page().getByRole("button", { name: "Stop" }));
  expect(bridge.inputsOf("sources.cancel")).toEqual([{ source: "new" }]);
  const result = { state: "done", at: NOW, contacts: 1_284, refused: 4, unchanged: false } as const;
  await main(() => bridge.change({ sources: [...sources, { ...importing, contacts: 1_284, result }] }));
  expect(page().getByText("1,284 contacts were imported")).toBeVisible();
  expect(screen.getByRole("button", { name: "Show contacts" })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "4 lines left out" }));
  const leftOut = within(screen.getByRole("region", { name: "Left out" }));
  expect(await leftOut.findByText("The number cannot be understood")).toBeVisible();
  expect(leftOut.getByText("ring til lageret")).toBeVisible();
  bridge.answer("sources.saveReport", () => ({ ok: true, value: { saved: true } }));
  await user.click(leftOut.getByRole("button", { name: "Save the list …" }));
  expect(await leftOut.findByText("The list is saved.")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(page().getByRole("button", { name: "Show contacts" })).toBeVisible();
});

test("an import that fails says what to do, and that what was there still is", async () => {
  const { bridge, user } = await openImport(chooses(csvPreview));
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Import contacts" }));
  const result = { state: "failed", at: NOW, code: "disk-full" } as const;
  await main(() => bridge.change({ sources: [...sources, { ...importing, result }] }));
  expect(page().getByText("Kunder was not imported")).toBeVisible();
  expect(page().getByText("The disk is full. Make room, and try again.")).toBeVisible();
});

test("a file that is imported again shows what comes of it now, not what came of it before", async () => {
  const icloud: ShownSource = { id: "icloud", kind: "file", name: "iCloud", contacts: 7 };
  const before = { state: "done", at: NOW - 1, contacts: 7, refused: 0, unchanged: false } as const;
  const { bridge, user } = await openImport((fake) => {
    chooses(vcardPreview)(fake);
    fake.changeSilently({ sources: [{ ...icloud, result: before }] });
    fake.answer("contacts.import", () => ({ ok: true, value: { source: "icloud" } }));
  });
  await user.keyboard("{Enter}");
  // As it was imported before: not to be followed.
  expect(await screen.findByRole("switch", { name: "Keep it up to date when the file changes" })).not.toBeChecked();
  await user.click(screen.getByRole("button", { name: "Import again" }));
  expect(page().getByText("Importing iCloud")).toBeVisible();
  expect(page().queryByText(/were imported/)).not.toBeInTheDocument();
  const after = { ...before, at: NOW, contacts: 9 };
  await main(() => bridge.change({ sources: [{ ...icloud, result: after }] }));
  expect(page().getByText("9 contacts were imported")).toBeVisible();
});

test("a file that cannot be read any more is not imported in another way than was said", async () => {
  const { bridge, user } = await openImport((fake) => {
    chooses(csvPreview)(fake);
    fake.answer("contacts.preview", () => ({ ok: false, code: "file-not-readable", message: "" }));
  });
  await user.keyboard("{Enter}");
  await screen.findByRole("button", { name: "Import contacts" });
  await user.selectOptions(column("Sælgerkode"), "Note");
  expect(await alert()).toHaveTextContent(/See whether it was moved/);
  await user.click(screen.getByRole("button", { name: "Import contacts" }));
  expect(bridge.inputsOf("contacts.preview")).toHaveLength(2);
  expect(bridge.inputsOf("contacts.import")).toEqual([]);
});

test("a file that is chosen after the page was left is let go", async () => {
  let answer = () => {};
  const { bridge, user } = await openImport((fake) =>
    fake.answer(
      "contacts.chooseFile",
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ ok: true, value: { preview: vcardPreview } });
        }),
    ),
  );
  await user.keyboard("{Enter}{Escape}");
  await main(() => answer());
  expect(bridge.inputsOf("contacts.dropDraft")).toEqual([{ draft: "d2" }]);
});

test("of many columns those of no use are folded away; what has a use stays in sight when it is said to have none", async () => {
  const { user } = await openImport((fake) => {
    chooses(widePreview)(fake);
    fake.answer("contacts.preview", (input) => {
      const mapping = csvMappingSchema.parse(input.mapping);
      return { ok: true, value: { preview: { ...widePreview, csv: { ...widePreview.csv, mapping } } } };
    });
  });
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: widePreview.fileName })).toHaveFocus();
  expect(screen.getByText("The columns are as you chose them last time.")).toBeVisible();
  expect(screen.queryByRole("combobox", { name: "Titel is" })).not.toBeInTheDocument();
  await user.selectOptions(column("Mellemnavn"), "Not used");
  expect(column("Mellemnavn")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show 81 columns that are not used" }));
  expect(column("Titel")).toHaveFocus();
  expect(column("Brugerdefineret 79")).toBeVisible();
});

test("nothing is imported where nothing would come of it", async () => {
  const { csv } = csvPreview;
  const fields = csv.mapping.fields.map(() => "ignore" as const);
  const { bridge, user } = await openImport(
    chooses({
      ...csvPreview,
      contacts: [],
      sample: { contacts: 0, refused: 1_284, whole: true },
      csv: { ...csv, mapping: { ...csv.mapping, fields } },
    }),
  );
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Import contacts" }));
  expect(await alert()).toHaveTextContent(/Choose which column is the name/);
  expect(bridge.inputsOf("contacts.import")).toEqual([]);
});

test("an import that was stopped can begin again, or its source goes", async () => {
  const { bridge, user } = await openImport(chooses(csvPreview));
  const result = { state: "failed", at: NOW, code: "cancelled" } as const;
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Import contacts" }));
  await main(() => bridge.change({ sources: [...sources, { ...importing, result }] }));
  expect(page().getByRole("button", { name: "Try again" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(bridge.inputsOf("sources.refresh")).toEqual([{ source: "new" }]);
  expect(page().getByText("Importing Kunder")).toBeVisible();
  await main(() => bridge.change({ sources: [...sources, { ...importing, result: { ...result, at: NOW + 1 } }] }));
  await user.click(page().getByRole("button", { name: "Remove the source again" }));
  expect(bridge.inputsOf("sources.remove")).toEqual([{ source: "new" }]);
  expect(page().getByRole("button", { name: "Choose a file …" })).toHaveFocus();
});

test("what was left out comes a hundred at a time, and anew when the file was read anew", async () => {
  const all = Array.from({ length: 140 }, (_, index) => ({
    line: index + 1,
    reason: "no-number" as const,
    excerpt: "",
  }));
  const result = { state: "done", at: NOW, contacts: 3, refused: 140, unchanged: false } as const;
  const { bridge, user } = await openImport((fake) => {
    chooses(csvPreview)(fake);
    fake.answer("sources.report", ({ offset, limit }) => ({
      ok: true,
      value: { lines: all.slice(offset, offset + limit), total: all.length },
    }));
  });
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Import contacts" }));
  await main(() => bridge.change({ sources: [...sources, { ...importing, contacts: 3, result }] }));
  await user.click(screen.getByRole("button", { name: "140 lines left out" }));
  const leftOut = within(screen.getByRole("region", { name: "Left out" }));
  expect(await leftOut.findByText("Line 100")).toBeVisible();
  expect(leftOut.queryByText("Line 101")).not.toBeInTheDocument();
  await user.click(leftOut.getByRole("button", { name: "Show more" }));
  expect(await leftOut.findByText("Line 140")).toBeVisible();
  expect(leftOut.getByText("140 of 140 shown")).toBeInTheDocument();
  all.splice(2);
  const again = { ...result, at: NOW + 1, refused: 2 };
  await main(() => bridge.change({ sources: [...sources, { ...importing, contacts: 3, result: again }] }));
  expect(await leftOut.findByText(/^2 lines of/)).toBeVisible();
});
