import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Person } from "../../shared/contacts/person.ts";
import type { Snapshot } from "../../shared/ipc/snapshot.ts";
import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import { mainNumberOfTheCompany, people, person, sources } from "../fakes/fixture-people.ts";
import { call, history, idleSnapshot, NOW, ringingCall } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

const calls = history();

/** The window on its People view. */
async function openPeople(all: readonly Person[] = people(), patch: Partial<Snapshot> = {}) {
  const book = new FakeAddressBook(all, calls);
  const opened = await openWindow(idleSnapshot({ sources, ...patch }), calls, (bridge) => book.answer(bridge));
  await opened.user.keyboard("{Control>}2{/Control}");
  return { ...opened, book };
}

const list = () => screen.getByRole("list", { name: "All contacts" });
const field = () => screen.getByRole("combobox", { name: "Search contacts and calls" });

test("favourites come first, then everybody by the Danish alphabet, each with where he is from", async () => {
  await openPeople();
  const headings = within(list()).getAllByRole("heading", { level: 3 });
  expect(headings.slice(0, 4).map((heading) => heading.textContent)).toEqual(["Favourites", "A", "B", "C"]);
  const first = within(list()).getAllByRole("listitem")[0] ?? expect.fail("the list is empty");
  expect(first).toHaveTextContent("Jens Østergaard");
  expect(first).toHaveTextContent("from Kunder 2026");
  expect(first).toHaveTextContent("from Nextcloud");
});

test("of a hundred thousand only those in sight are drawn and asked for", async () => {
  const many = Array.from({ length: 100_000 }, (_, n) => person({ id: `kunder:${n}`, name: `Anna ${n}` }, [`${n}`]));
  const { bridge } = await openPeople(many);
  expect(within(list()).getAllByRole("listitem").length).toBeLessThan(60);
  expect(bridge.inputsOf("contacts.list").length).toBeLessThan(4);
});

test("from search to dial without a mouse: the first result is chosen, Ctrl+Enter calls it", async () => {
  const { bridge, user } = await openPeople();
  expect(field()).toHaveFocus();
  await user.keyboard("jens");
  const options = await screen.findAllByRole("option");
  expect(options[0]).toHaveAttribute("aria-selected", "true");
  expect(field()).toHaveAttribute("aria-activedescendant", options[0]?.id);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4586515151" }]);
  await waitFor(() => expect(field()).toHaveValue(""));
});

test("arrows choose, Enter opens the card, Esc comes back to the field, once more empties it", async () => {
  const { bridge, user } = await openPeople();
  await user.keyboard("jens");
  await screen.findAllByRole("option");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByText("Key Account Manager · Salg")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(field()).toHaveFocus();
  expect(field()).toHaveValue("jens");
  await user.keyboard("{Escape}");
  expect(field()).toHaveValue("");
  expect(bridge.inputsOf("window.hide")).toEqual([]);
});

test("an older answer never takes the place of a newer one", async () => {
  const { bridge, user } = await openPeople();
  const waiting: { text: string; answer(): void }[] = [];
  bridge.answer(
    "contacts.search",
    ({ text }) =>
      new Promise((resolve) => {
        const hit = { person: people()[0] ?? expect.fail("nobody"), nameRanges: [], typo: false };
        const named = { ...hit, person: { ...hit.person, name: `found for ${text}` } };
        const value = { people: [named], more: false, calls: [], overtaken: false };
        waiting.push({ text, answer: () => resolve({ ok: true, value }) });
      }),
  );
  await user.keyboard("ab");
  await main(() => {
    for (const { answer } of waiting.toReversed()) answer();
  });
  expect(screen.getByRole("option", { name: /found for ab/ })).toBeVisible();
  expect(screen.queryByRole("option", { name: /found for a$/ })).not.toBeInTheDocument();
});

test("whom nobody knows can be added with what was typed", async () => {
  const { bridge, user } = await openPeople();
  await user.keyboard("Zenia Zink");
  await user.click(await screen.findByRole("option", { name: /Add .Zenia Zink./ }));
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("Zenia Zink");
  await user.type(screen.getByRole("textbox", { name: "Number 1" }), "20 30 40 50");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(bridge.inputsOf("contacts.save")).toMatchObject([
    { contact: { name: "Zenia Zink", numbers: [{ number: "20 30 40 50", label: "mobile" }] } },
  ]);
  expect(await screen.findByRole("region", { name: "Zenia Zink" })).toHaveTextContent("20 30 40 50");
});

test("a form that is not right says what to do, and nothing of it is lost", async () => {
  const { bridge, user } = await openPeople();
  await user.click(screen.getByRole("button", { name: "New contact" }));
  await user.type(screen.getByRole("textbox", { name: "Number 1" }), "abc");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByText("Type a name.")).toBeVisible();
  expect(screen.getByText("This is not a phone number that can be called.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveFocus();
  expect(bridge.inputsOf("contacts.save")).toEqual([]);
  await user.keyboard("{Escape}");
  expect(screen.getByText("You have changes that are not saved.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Keep editing" }));
  expect(screen.getByRole("textbox", { name: "Number 1" })).toHaveValue("abc");
});

test("a card has every number to call, the notes of the source and one's own, the last calls, and where it is from", async () => {
  const { bridge, user } = await openPeople();
  await user.click(screen.getAllByText("Jens Østergaard")[0] ?? expect.fail("no such row"));
  const card = screen.getByRole("region", { name: "Jens Østergaard" });
  expect(card).toHaveTextContent("Kunde siden 2014.");
  expect(screen.getByRole("textbox", { name: "My note" })).toHaveValue("Vil helst ringes op om formiddagen.");
  expect(within(card).getByText("Answered by Mette")).toBeVisible();
  expect(card).toHaveTextContent("Kunder 2026");
  expect(card).toHaveTextContent("Nextcloud");
  const dialled = within(card).getAllByRole("button", { name: /^Call/ });
  await user.click(dialled[1] ?? expect.fail("one number only"));
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4520304050" }]);
});

test("favourite, VIP, not shown: each is kept, and a note when one leaves it", async () => {
  const { bridge, user } = await openPeople();
  await user.click(screen.getByText("Karen Blichfeldt"));
  await user.click(screen.getByRole("button", { name: "Favourite" }));
  await user.click(screen.getByRole("switch", { name: /VIP/ }));
  await user.click(screen.getByRole("switch", { name: /Do not show calls/ }));
  await user.type(screen.getByRole("textbox", { name: "My note" }), "Ring torsdag");
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("contacts.mark")).toEqual([
    { id: "kunder:6", favourite: true },
    { id: "kunder:6", vip: true, blocked: false },
    { id: "kunder:6", vip: false, blocked: true },
    { id: "kunder:6", note: "Ring torsdag" },
  ]);
});

test("a colleague's card tells what he is doing, and leads to his secretary", async () => {
  const { user } = await openPeople(people(), {
    colleagues: [{ localNumber: "204", name: "Mette Jensen", state: "talking", since: NOW - 300_000 }],
  });
  await user.click(screen.getAllByText("Mette Jensen")[0] ?? expect.fail("no such row"));
  const card = (name: string) => screen.getByRole("region", { name });
  expect(card("Mette Jensen")).toHaveTextContent(/talking since/);
  expect(card("Mette Jensen")).toHaveTextContent("Salg, Ledelse");
  await user.click(within(card("Mette Jensen")).getByRole("button", { name: /Sofie Bak/ }));
  expect(card("Sofie Bak")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(card("Mette Jensen")).toBeVisible();
});

test("the card follows when contacts change, and says so when he is gone", async () => {
  const { bridge, user, book } = await openPeople();
  await user.click(screen.getByText("Karen Blichfeldt"));
  book.people = book.people.filter(({ id }) => id !== "kunder:6");
  await main(() => bridge.change({ contactsRev: 7 }));
  expect(await screen.findByText("The contact no longer exists")).toBeVisible();
});

test("without contacts the view teaches how they come", async () => {
  await openPeople([]);
  expect(screen.getByText("No contacts yet")).toBeVisible();
  expect(screen.getByRole("button", { name: "Add contacts …" })).toBeVisible();
});

test("a caller's card tells why it is him, and who else has the number", async () => {
  const book = new FakeAddressBook(people(), calls);
  book.reasons.set("+4586515151", [
    { id: "kunder:1", reason: mainNumberOfTheCompany },
    { id: "kunder:2", reason: { ...mainNumberOfTheCompany, how: "other-prefix" } },
  ]);
  const caller = { name: "Jens Østergaard", kind: "contact", id: "kunder:1", reason: mainNumberOfTheCompany } as const;
  const snapshot = idleSnapshot({ sources, liveCalls: [ringingCall({ caller })] });
  const { user } = await openWindow(snapshot, calls, (bridge) => book.answer(bridge));
  expect(screen.getByText(/main number of Vestas Service A\/S, 3 people, from Kunder 2026/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show everybody with the number +45 86 51 51 51" }));
  const page = screen.getByRole("region", { name: "Who has +45 86 51 51 51?" });
  expect(within(page).getByText(/written with another prefix/)).toBeVisible();
  await user.click(within(page).getByRole("button", { name: /^Vestas Service/ }));
  expect(screen.getByRole("region", { name: "Vestas Service A/S" })).toBeVisible();
});

test("a guess is called one, and a number that nobody has can be added from the call", async () => {
  const reason = { ...mainNumberOfTheCompany, how: "company-range", others: 0 } as const;
  const guess = ringingCall({ caller: { name: "Vestas Service A/S", kind: "contact", id: "kunder:2", reason } });
  const { caller: _, ...unknown } = ringingCall({ key: "u", number: "+4532101112", displayNumber: "+45 32 10 11 12" });
  const book = new FakeAddressBook(people());
  const snapshot = idleSnapshot({ sources, liveCalls: [guess, unknown] });
  const { user } = await openWindow(snapshot, [], (bridge) => book.answer(bridge));
  expect(screen.getByRole("button", { name: "Probably Vestas Service A/S" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Add a contact with +45 32 10 11 12" }));
  expect(screen.getByRole("textbox", { name: "Number 1" })).toHaveValue("+45 32 10 11 12");
});

test("in the history a name opens the card, by mouse and by keyboard, and Esc comes back to the row", async () => {
  const known = { name: "Karen Blichfeldt", kind: "contact", id: "kunder:6" } as const;
  const past = [call({ key: "1", number: "+4570121416", displayNumber: "+45 70 12 14 16", caller: known })];
  const book = new FakeAddressBook(people());
  const { user } = await openWindow(idleSnapshot({ sources }), past, (bridge) => book.answer(bridge));
  screen.getByRole("button", { name: "Call Karen Blichfeldt" }).focus();
  await user.keyboard("{ArrowLeft}{Enter}");
  expect(await screen.findByRole("region", { name: "Karen Blichfeldt" })).toHaveTextContent("Blichfeldt Revision");
  await user.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: /^Incoming\s*Karen Blichfeldt/ })).toHaveFocus();
});
