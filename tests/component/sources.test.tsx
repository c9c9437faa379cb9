import { screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ShownSource } from "../../shared/contacts/source.ts";
import { FakeAddressBook } from "../fakes/fake-address-book.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { sourcesOfAllKinds } from "../fakes/fixture-imports.ts";
import { people, sources } from "../fakes/fixture-people.ts";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

async function openSources(all: ShownSource[] = sources, prepare: (bridge: FakeBridge) => void = () => {}) {
  const opened = await openWindow(idleSnapshot({ sources: all }), [], (bridge) => {
    new FakeAddressBook(people()).answer(bridge);
    prepare(bridge);
  });
  await opened.user.keyboard("{Control>}2{/Control}");
  await opened.user.click(screen.getByRole("button", { name: "Sources of contacts" }));
  return opened;
}

const item = (name: string) => screen.getByText(name).closest("li") ?? expect.fail(`no source ${name}`);

test("each source says what it has and from when, what goes on, or what went wrong and what helps", async () => {
  await openSources(sourcesOfAllKinds);
  expect(screen.getByRole("region", { name: "Where contacts come from" })).toHaveTextContent("Written by you");
  expect(item("Kunder 2026")).toHaveTextContent("1,284 contacts");
  expect(item("Kunder 2026")).toHaveTextContent("7 lines left out");
  expect(item("Nextcloud")).toHaveTextContent(/next/);
  expect(item("Kalender og kontakter")).toHaveTextContent("did not accept the user name and password");
  expect(item("Leverandører og samarbejdspartnere i hele Norden")).toHaveTextContent("The contacts are as they were.");
  expect(within(item("CRM-udtræk")).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "41");
});

test("a source is read, renamed, asked as somebody else, and removed after a question", async () => {
  const { bridge, user } = await openSources();
  await user.click(screen.getByRole("button", { name: "Read Nextcloud now" }));
  expect(bridge.inputsOf("sources.refresh")).toEqual([{ source: "nextcloud" }]);
  await user.click(screen.getByRole("button", { name: "Change Nextcloud" }));
  const form = screen.getByRole("form", { name: "Change the source" });
  expect(within(form).getByRole("textbox", { name: "Name" })).toHaveFocus();
  await user.clear(within(form).getByRole("textbox", { name: "Name" }));
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(within(form).getByText("Type a name.")).toBeVisible();
  await user.type(within(form).getByRole("textbox", { name: "Name" }), "Skyen");
  await user.selectOptions(within(form).getByRole("combobox", { name: "Fetch" }), "every day");
  await user.type(within(form).getByLabelText("Password"), "new secret");
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(bridge.inputsOf("sources.update")).toEqual([
    { source: "nextcloud", name: "Skyen", everyMinutes: 1_440, password: "new secret" },
  ]);
  expect(screen.queryByRole("form", { name: "Change the source" })).not.toBeInTheDocument();

  await user.click(screen.getByRole("button", { name: "Remove Nextcloud" }));
  expect(screen.getByText(/Notes and marks that you wrote stay/)).toBeVisible();
  await user.keyboard("{Escape}");
  expect(screen.getByRole("region", { name: "Where contacts come from" })).toBeVisible();
  expect(bridge.inputsOf("sources.remove")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Remove Nextcloud" }));
  await user.click(screen.getByRole("button", { name: "Yes, remove" }));
  expect(bridge.inputsOf("sources.remove")).toEqual([{ source: "nextcloud" }]);
});

test("whose word counts first is changed by keyboard, and said", async () => {
  const { bridge, user } = await openSources();
  expect(screen.getByRole("button", { name: "Move Kunder 2026 up" })).toBeDisabled();
  screen.getByRole("button", { name: "Move Nextcloud up" }).focus();
  await user.keyboard("{Enter}");
  expect(bridge.inputsOf("sources.order")).toEqual([{ sources: ["nextcloud", "kunder"] }]);
  expect(await screen.findByText("Nextcloud is number 1 now")).toBeInTheDocument();
});

test("a folder is followed, and a list on the web, with what the server wants to know", async () => {
  const { bridge, user } = await openSources(sources, (fake) =>
    fake.answer("sources.subscribe", () => ({ ok: true, value: { next: "done", source: "x" } })),
  );
  await user.click(screen.getByRole("button", { name: /^Follow a folder/ }));
  expect(bridge.inputsOf("sources.chooseFolder")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: /^List on the web/ }));
  await user.keyboard("{Enter}");
  expect(screen.getByText("Type an address.")).toBeVisible();
  await user.type(screen.getByRole("textbox", { name: "Address" }), "https://firma.example/alle.vcf{Enter}");
  expect(bridge.inputsOf("sources.subscribe")).toEqual([
    { kind: "url", url: "https://firma.example/alle.vcf", name: "", username: "", password: "", everyMinutes: 60 },
  ]);
  expect(await screen.findByRole("region", { name: "Where contacts come from" })).toBeVisible();
});

test("a server with several address books asks which; one that refuses says why, and keeps what was typed", async () => {
  const { bridge, user } = await openSources(sources, (fake) =>
    fake.answer("sources.subscribe", ({ password, addressBooks }) => {
      if (password !== "right") return { ok: false, code: "source-credentials", message: "" };
      if (addressBooks !== undefined) return { ok: true, value: { next: "done", source: "x" } };
      const found = ["a", "b"].map((name) => ({ url: `https://sky.example/${name}/`, name }));
      return { ok: true, value: { next: "choose", addressBooks: found } };
    }),
  );
  await user.click(screen.getByRole("button", { name: /^CardDAV/ }));
  await user.type(screen.getByRole("textbox", { name: "Address" }), "sky.example");
  await user.type(screen.getByRole("textbox", { name: "User name" }), "anna");
  await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
  expect(await within(screen.getByRole("tabpanel")).findByRole("alert")).toHaveTextContent(
    "did not accept the user name and password",
  );
  expect(screen.getByRole("textbox", { name: "Address" })).toHaveValue("sky.example");
  await user.clear(screen.getByLabelText("Password"));
  await user.type(screen.getByLabelText("Password"), "right{Enter}");
  const books = await screen.findByRole("group", { name: "Which address books?" });
  await user.click(within(books).getByRole("switch", { name: "a" }));
  await user.click(within(books).getByRole("switch", { name: "b" }));
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(screen.getByText("Choose at least one address book.")).toBeVisible();
  await user.click(within(books).getByRole("switch", { name: "b" }));
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(bridge.inputsOf("sources.subscribe").at(-1)).toMatchObject({ addressBooks: ["https://sky.example/b/"] });
});

test("a copy of all is saved, and it is said how many", async () => {
  const { bridge, user } = await openSources(sources, (fake) =>
    fake.answer("contacts.export", () => ({ ok: true, value: { contacts: 1_623 } })),
  );
  await user.click(screen.getByRole("button", { name: "All contacts as vCard" }));
  expect(await screen.findByText("1,623 contacts were saved.")).toBeVisible();
  expect(bridge.inputsOf("contacts.export")).toEqual([{ what: "all" }]);
});

test("a screen reader hears when a source has been read", async () => {
  const progress = { contacts: 10, rate: 0 };
  const reading = sources.map((source) => (source.id === "kunder" ? { ...source, progress } : source));
  const { bridge } = await openSources(reading);
  await main(() => bridge.change({ sources }));
  expect(screen.getByText("Kunder 2026 has been read")).toBeInTheDocument();
});

test("the settings tell how many contacts there are, and lead to where they come from", async () => {
  const { user } = await openWindow(idleSnapshot({ sources: sourcesOfAllKinds }), [], (bridge) =>
    new FakeAddressBook(people()).answer(bridge),
  );
  await user.keyboard("{Control>}4{/Control}");
  expect(screen.getByText("1,719 contacts from 5 sources")).toBeVisible();
  expect(screen.getByText("2 sources could not be read")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Where contacts come from …" }));
  expect(screen.getByRole("region", { name: "Where contacts come from" })).toBeVisible();
});
