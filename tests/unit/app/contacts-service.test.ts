import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { nodeFileWriter } from "../../../electron/main/adapters/node-file-writer.ts";
import { createContactHandlers } from "../../../electron/main/ipc/contact-handlers.ts";
import { ContactsService } from "../../../electron/main/services/contacts-service.ts";
import type { Contact } from "../../../shared/contacts/contact.ts";
import { requests } from "../../../shared/ipc/contract.ts";
import { contact } from "../../fakes/fake-contact-index.ts";
import { FakeFileDialogs } from "../../fakes/fake-file-dialogs.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { hook } from "../calls/story.ts";
import { employee, writtenForm } from "../contacts/address-book.ts";
import { setUpBoard } from "./board.ts";

/** A card in one line, for reading. */
const card = ({ name, numbers, note, categories }: Contact) =>
  `${[name, ...numbers.map(({ number }) => number), note ?? "", ...(categories ?? [])].join("|")}\n`;

function setUp() {
  const app = setUpBoard();
  const files = new FakeFileDialogs();
  const breaths = { count: 0 };
  const service = new ContactsService({
    ...app.known,
    state: app.state,
    people: app.people,
    lookup: app.lookup,
    writing: app.writing,
    links: app.links,
    calls: app.store,
    files,
    writer: nodeFileWriter,
    translator: createTranslator("da"),
    logger: new SilentLogger(),
    entries: () => app.index.entries,
    writeVcard: card,
    breathe: async () => {
      breaths.count += 1;
    },
    onChanged: () => app.board.namesChanged(),
  });
  const handlers = createContactHandlers(service);
  return { ...app, files, breaths, service, handlers };
}

describe("what windows ask", () => {
  it("a person, and nobody where there is none", () => {
    const { handlers } = setUp();
    expect(handlers["contacts.person"]({ id: "crm:1" })).toMatchObject({ value: { person: { name: "Anna Holm" } } });
    expect(handlers["contacts.person"]({ id: "crm:77" })).toEqual({ ok: true, value: {} });
  });

  it("all who have a number, the best first, each with why", async () => {
    const { handlers, index } = setUp();
    index.set("phone", "1", contact("Bo Lund", { numbers: ["86515151"] }));
    const answer = await handlers["contacts.matches"]({ number: "86515151" });
    expect(answer).toMatchObject({
      value: {
        matches: [
          {
            person: { id: "crm:1", name: "Anna Holm" },
            reason: { how: "exact", others: 1, sourceName: "Customers.csv" },
          },
          { person: { id: "phone:1", name: "Bo Lund" }, reason: { how: "exact", others: 1, sourceName: "Phone.vcf" } },
        ],
      },
    });
    if (answer.ok) expect(requests["contacts.matches"].out.parse(answer.value)).toEqual(answer.value);
  });

  it("the calls with somebody on any of his numbers, newest first", async () => {
    const { handlers, hear, index } = setUp();
    index.set("crm", "1", contact("Anna Holm", { numbers: ["86515151", "+45 20 00 00 01"] }));
    for (const [n, aNumber] of ["86515151", "20000001", "20304050", "+4520000001"].entries()) {
      hear(hook("incoming", `1.${n}`, n * 100, { aNumber }));
      hear(hook("ended", `1.${n}`, n * 100 + 10));
    }
    const answer = await handlers["contacts.calls"]({ id: "crm:1", limit: 2 });
    expect(answer).toMatchObject({ value: { calls: [{ key: "1.3" }, { key: "1.1" }], answered: [] } });
  });

  it("of a colleague also those that he answered for others", async () => {
    const { handlers, hear, colleagues } = setUp();
    await colleagues.set([employee("203", "Jonas Lind")]);
    hear(hook("incoming", "1.1", 0, { rungPhones: 2 }));
    hear(hook("answered", "1.1", 5, { employee: "203" }));
    hear(hook("ended", "1.1", 60));
    hear(hook("incoming", "1.2", 100, { aNumber: "203" }));
    hear(hook("ended", "1.2", 110));
    expect(await handlers["contacts.calls"]({ id: "colleagues:203", limit: 9 })).toMatchObject({
      value: { calls: [{ key: "1.2" }], answered: [{ key: "1.1", answeredBy: { name: "Jonas Lind" } }] },
    });
  });
});

describe("what the employee writes", () => {
  it("is shown at once: lists, history and running calls ask anew", async () => {
    const { handlers, state, hear, notifier } = setUp();
    hear(hook("incoming", "1.1", 0, { aNumber: "20000009" }));
    const { contactsRev, historyRev } = state.snapshot;
    await handlers["contacts.save"]({ contact: writtenForm("Peder Skov", ["20000009"]) });
    expect(state.snapshot.contactsRev).toBe(contactsRev + 1);
    expect(state.snapshot.historyRev).toBeGreaterThan(historyRev);
    expect(notifier.titles).toEqual(["Peder Skov ringer"]);
    await handlers["contacts.mark"]({ id: "own:id-1", vip: true, note: undefined });
    await handlers["contacts.deleteOwn"]({ id: "own:id-1" });
    expect(state.snapshot.contactsRev).toBe(contactsRev + 3);
    expect(notifier.titles).toEqual(["20 00 00 09 ringer"]);
  });

  it("about nobody changes nothing", async () => {
    const { handlers, state } = setUp();
    const { contactsRev } = state.snapshot;
    expect(await handlers["contacts.mark"]({ id: "crm:77", vip: true })).toMatchObject({ code: "no-such-contact" });
    expect(await handlers["contacts.deleteOwn"]({ id: "crm:1" })).toMatchObject({ code: "no-such-contact" });
    expect(state.snapshot.contactsRev).toBe(contactsRev);
  });

  it("follows whom it is about when a source was refreshed", async () => {
    const { service, handlers, index, own, state } = setUp();
    await handlers["contacts.mark"]({ id: "crm:1", favourite: true });
    const { contactsRev } = state.snapshot;
    index.remove("crm:1");
    index.set("phone", "5", contact("Anna Holm", { numbers: ["86515151"] }));
    await service.sourcesChanged();
    expect(own.about("phone:5")).toMatchObject({ favourite: true });
    expect(state.snapshot.contactsRev).toBe(contactsRev + 2);
    await service.sourcesChanged();
    expect(state.snapshot.contactsRev).toBe(contactsRev + 3);
  });
});

describe("the export", () => {
  it("has a card for each entry, with what he noted, and those that he wrote", async () => {
    const { handlers, files, folder, colleagues, own } = setUp();
    await colleagues.set([employee("203", "Jonas Lind", { phoneNumbers: [{ number: "86515153" }] })]);
    await handlers["contacts.mark"]({ id: "crm:1", vip: true, note: "Ring tidligt" });
    await handlers["contacts.save"]({ contact: writtenForm("Peder Skov", ["98121212"], { note: "Ny" }) });
    await handlers["contacts.save"]({ about: "crm:2", contact: writtenForm("Søren", ["20304050"]) });
    expect(own.all).toHaveLength(3);
    const path = join(folder, "out.vcf");
    files.answers.push(path, path);
    expect(await handlers["contacts.export"]({ what: "all" })).toEqual({ ok: true, value: { contacts: 5 } });
    expect(files.asked).toEqual([{ title: "Gem kontakter som vCard", name: "Kontakter.vcf" }]);
    expect(readFileSync(path, "utf8").split("\n").sort()).toEqual([
      "",
      "Anna Holm|+45 86 51 51 51|Ring tidligt|VIP",
      "Jonas Lind|86515153|",
      "Peder Skov|98121212|Ny",
      "Søren Æbelø|20304050|",
      "Søren|20304050|",
    ]);
    expect(await handlers["contacts.export"]({ what: "own" })).toEqual({ ok: true, value: { contacts: 3 } });
    expect(readFileSync(path, "utf8").split("\n")).toEqual([
      "Anna Holm|+45 86 51 51 51|Ring tidligt|VIP",
      "Peder Skov|98121212|Ny",
      "Søren|20304050|",
      "",
    ]);
  });

  it("of many lets other work go on", async () => {
    const { handlers, files, folder, index, breaths } = setUp();
    for (let n = 0; n < 1_000; n += 1)
      index.set("phone", `${n}`, contact(`Nr. ${n}`, { numbers: [`${30_000_000 + n}`] }));
    files.answers.push(join(folder, "out.vcf"));
    expect(await handlers["contacts.export"]({ what: "all" })).toMatchObject({ value: { contacts: 1_002 } });
    expect(breaths.count).toBe(10);
  });

  it("is nothing where he changed his mind, and says so where the disk did not take it; a file that was there stays", async () => {
    const { handlers, files, folder } = setUp();
    files.answers.push(undefined, join(folder, "no such folder", "out.vcf"));
    expect(await handlers["contacts.export"]({ what: "all" })).toEqual({ ok: true, value: {} });
    expect(await handlers["contacts.export"]({ what: "all" })).toMatchObject({ ok: false, code: "file-not-written" });
    await nodeFileWriter.write(join(folder, "a.vcf"), pieces("before"));
    const broken = nodeFileWriter.write(join(folder, "a.vcf"), pieces("after", new Error("full")));
    await expect(broken).rejects.toThrow("full");
    expect(readFileSync(join(folder, "a.vcf"), "utf8")).toBe("before");
    expect(readdirSync(folder).filter((name) => name.includes("part"))).toEqual([]);
  });
});

async function* pieces(text: string, error?: Error): AsyncGenerator<string> {
  yield text;
  if (error !== undefined) throw error;
}
