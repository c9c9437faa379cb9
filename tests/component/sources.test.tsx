import { screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { ShownSource } from "../../shared/contacts/source.ts";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { answerSources } from "../fakes/fake-sources.ts";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import {
  allSources,
  colleagueEntries,
  customersFile,
  nextcloud,
  ownEntries,
  priceList,
  refusedLogin,
  runningFolder,
  watchedFolder,
} from "../fakes/fixture-sources.ts";
import { main, openWindow } from "./render-window.tsx";

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const items = () =>
  within(screen.getByRole("list", { name: "Sources, the most important first" })).getAllByRole("listitem");
const item = (name: string) =>
  items().find((one) => within(one).queryByText(name) !== null) ?? expect.fail(`no source ${name}`);
/** The button with its name. */
const toggle = (name: string) =>
  within(item(name))
    .getAllByRole("button")
    .find((one) => one.hasAttribute("aria-expanded")) ?? expect.fail(`${name} cannot be opened`);
const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);

const alerts = () => screen.getAllByRole("alert").filter(({ textContent }) => textContent !== "");
const alert = () => alerts()[0] ?? expect.fail("nothing is alerted");

/** The page, by way of Settings. */
async function openSources(sources: ShownSource[] = allSources(), prepare: (bridge: FakeBridge) => void = () => {}) {
  const open = await openWindow(idleSnapshot({ sources }), [], (bridge) => {
    answerSources(bridge);
    prepare(bridge);
  });
  await open.user.click(screen.getByRole("tab", { name: "Settings" }));
  await open.user.click(button("Sources of contacts"));
  return open;
}

/** The details of a source. */
async function openDetails(name: string, ...args: Parameters<typeof openSources>) {
  const open = await openSources(...args);
  await open.user.click(toggle(name));
  const details = within(screen.getByRole("group", { name: `Change ${name}` }));
  return { ...open, details };
}

/** Without what React Aria has yet to say of buttons that are gone. */
async function expectAccessible() {
  const page = { include: "body", exclude: "[data-live-announcer]" };
  const { violations } = await axe.run(page, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

describe("the list", () => {
  test("names own entries and colleagues first, and neither can be changed or removed", async () => {
    await openSources();
    const names = items().map((one) => one.querySelector(".source-name")?.textContent);
    expect(names).toEqual([
      "Written by you",
      "Colleagues",
      "Kunder 2026",
      "Nextcloud",
      "Leverandører",
      "Adressekartotek",
    ]);
    for (const one of items().slice(0, 2)) expect(within(one).queryByRole("button")).not.toBeInTheDocument();
    expect(items()[0]).toHaveTextContent("12 contacts");
    expect(items()[2]).toHaveTextContent("1,234 contacts");
    await expectAccessible();
  });

  test("says what is wrong, what to do, in whose words, what stays and when it is tried again", async () => {
    const nextTryAt = Date.now() + 45_000;
    await openSources([{ ...priceList, nextTryAt }]);
    expect(item("Leverandører")).toHaveTextContent(
      "The server does not answer. See whether you have a connection to it.",
    );
    expect(item("Leverandører")).toHaveTextContent("Message: HTTP 503");
    expect(item("Leverandører")).toHaveTextContent(/The contacts from .+ stay\. Next try .+\./);
  });

  test.each([
    ["not-found", "file", undefined, "The file or folder is not there any more."],
    ["not-found", "url", "HTTP 404", "There is no list at the address any more."],
    ["not-contacts", "url", "web-page", "It is a web page, not a list of contacts."],
    ["not-contacts", "watched", "no-contacts", "There are no contacts here."],
    ["not-contacts", "file", undefined, "There are no contacts in it."],
    ["credentials", "carddav", undefined, "The server did not accept the user name and password."],
    ["refused", "carddav", "HTTP 403", "The server would not give the contacts."],
    ["too-big", "url", undefined, "The list is too big."],
    ["disk-full", "url", undefined, "The disk is full."],
    ["insecure", "url", undefined, "The address is not encrypted all the way."],
    ["no-address-book", "carddav", undefined, "The address book is no longer on the server."],
    ["interrupted", "file", undefined, "Sidetone was closed in the middle of it."],
    ["cancelled", "file", undefined, "Stopped. The contacts are as before."],
    ["not-readable", "file", "EACCES", "The file cannot be read."],
    ["internal", "file", undefined, "Something went wrong in Sidetone."],
  ] as const)("%s of a %s (%s) has words", async (code, kind, detail, words) => {
    const result = { state: "failed", at: NOW, code, ...(detail === undefined ? {} : { detail }) } as const;
    await openSources([{ ...customersFile, kind, result }]);
    expect(item("Kunder 2026")).toHaveTextContent(words);
    if (code === "not-contacts") expect(item("Kunder 2026")).not.toHaveTextContent("Message:");
  });

  test("colleagues that could not be loaded say so", async () => {
    const { bridge } = await openSources();
    const problem = { code: "pbx-unreachable", message: "" };
    await main(() => bridge.change({ directory: { employees: 24, problem } }));
    expect(item("Colleagues")).toHaveTextContent("Flexfone cannot be reached.");
  });

  test("teaches where there is nothing yet", async () => {
    await openSources([{ ...ownEntries, contacts: 0 }, colleagueEntries]);
    expect(screen.getByText("Put a name to whoever calls")).toBeVisible();
    for (const way of [/^Import a file/, /^Watch a folder/, /^List on the web/, /^Address book/]) {
      expect(button(way)).toBeVisible();
    }
    await expectAccessible();
  });
});

describe("refreshing", () => {
  test("shows how far it is, can be stopped, and keeps the focus", async () => {
    const { bridge, user } = await openSources([customersFile]);
    const refresh = button("Fetch Kunder 2026 again");
    await user.click(refresh);
    expect(item("Kunder 2026")).toHaveTextContent("Beginning …");
    expect(refresh).toHaveFocus();
    expect(said()).toContain("Fetching Kunder 2026");
    await main(() =>
      bridge.change({ sources: [{ ...customersFile, progress: { contacts: 18_400, rate: 12_300, part: 0.25 } }] }),
    );
    expect(item("Kunder 2026")).toHaveTextContent("18,400 contacts · 12,300 a second");
    expect(screen.getByRole("progressbar", { name: "Fetching Kunder 2026" })).toHaveAttribute("value", "0.25");
    await expectAccessible();
    await user.click(button("Stop Kunder 2026"));
    expect(bridge.inputsOf("sources.cancel")).toEqual([{ source: "kunder" }]);
    expect(item("Kunder 2026")).toHaveTextContent("Stopped. The contacts are as before.");
    expect(refresh).toHaveFocus();
    expect(said()).toContain("Kunder 2026: Stopped. The contacts are as before.");
  });

  test("is asked for once, however often the button is pressed", async () => {
    const { bridge, user } = await openSources([customersFile]);
    await user.dblClick(button("Fetch Kunder 2026 again"));
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("sources.refresh")).toEqual([{ source: "kunder" }]);
  });

  test("tells the end, not each step on the way", async () => {
    const { bridge } = await openSources([runningFolder]);
    const announced = said();
    await main(() => bridge.change({ sources: [{ ...runningFolder, progress: { contacts: 30_000, rate: 12_000 } }] }));
    expect(said()).toEqual(announced);
    const result = { state: "done", at: NOW, contacts: 40_200, refused: 0, unchanged: false } as const;
    await main(() => bridge.change({ sources: [{ ...watchedFolder, contacts: 40_200, result }] }));
    expect(said()).toContain("Adressekartotek: 40,200 contacts, up to date");
  });

  test("leaves the focus where it is when somebody else's import ends", async () => {
    const { bridge } = await openSources([runningFolder, nextcloud]);
    toggle("Nextcloud").focus();
    await main(() => bridge.change({ sources: [watchedFolder, nextcloud] }));
    expect(toggle("Nextcloud")).toHaveFocus();
  });

  test("says why it cannot be", async () => {
    const { user } = await openSources([customersFile], (bridge) =>
      bridge.answer("sources.refresh", () => ({ ok: false, code: "import-in-progress", message: "" })),
    );
    await user.click(button("Fetch Kunder 2026 again"));
    expect(within(item("Kunder 2026")).getByRole("alert")).toHaveTextContent("An import of this source is under way.");
  });
});

describe("changing a source", () => {
  test("sends what has changed, and goes back to its name", async () => {
    const { bridge, user, details } = await openDetails("Nextcloud");
    expect(details.getByText("https://cloud.nordlys.example/remote.php/dav/addressbooks/users/anna/")).toBeVisible();
    await user.clear(details.getByLabelText("Name"));
    await user.type(details.getByLabelText("Name"), "Skyen");
    await user.selectOptions(details.getByLabelText("Fetched"), "every 4 hours");
    await expectAccessible();
    await user.click(details.getByRole("button", { name: "Save" }));
    expect(bridge.inputsOf("sources.update")).toEqual([{ source: "nextcloud", name: "Skyen", everyMinutes: 240 }]);
    expect(toggle("Skyen")).toHaveFocus();
    expect(toggle("Skyen")).toHaveAttribute("aria-expanded", "false");
    expect(said()).toContain("Skyen is saved");
  });

  test("an interval that is none of the usual ones stays", async () => {
    const { details } = await openDetails("Nextcloud", [{ ...nextcloud, everyMinutes: 90 }]);
    expect(details.getByLabelText("Fetched")).toHaveDisplayValue("every 90 minutes");
  });

  test("a refused login leads to the password, which is never shown again", async () => {
    const { bridge, user } = await openSources([refusedLogin]);
    await user.click(button("Correct the login"));
    expect(screen.getByLabelText("Password")).toHaveFocus();
    await user.keyboard("TopSecret{Enter}");
    expect(bridge.inputsOf("sources.update")).toEqual([{ source: "icloud", password: "TopSecret" }]);
    expect(document.body.innerHTML).not.toContain("TopSecret");
    await user.click(toggle("iCloud"));
    expect(screen.getByLabelText("Password")).toHaveValue("");
    expect(screen.getByLabelText("Password")).toHaveAttribute("placeholder", "Unchanged");
  });

  test("without a user name there is no password", async () => {
    const { bridge, user, details } = await openDetails("Nextcloud");
    await user.clear(details.getByLabelText("User name"));
    await user.click(details.getByRole("button", { name: "Save" }));
    expect(bridge.inputsOf("sources.update")).toEqual([{ source: "nextcloud", username: "", password: "" }]);
  });

  test("a name is needed", async () => {
    const { bridge, user, details } = await openDetails("Kunder 2026");
    await user.clear(details.getByLabelText("Name"));
    await user.keyboard("{Enter}");
    expect(details.getByText("Type a name.")).toBeVisible();
    expect(details.getByLabelText("Name")).toHaveFocus();
    expect(bridge.inputsOf("sources.update")).toEqual([]);
  });

  test("of a file there is neither interval nor password", async () => {
    const { details } = await openDetails("Kunder 2026");
    expect(details.queryByLabelText("Fetched")).not.toBeInTheDocument();
    expect(details.queryByLabelText("Password")).not.toBeInTheDocument();
  });

  test("what could not be saved stays, and says why", async () => {
    const { user, details } = await openDetails("Nextcloud", [nextcloud], (bridge) =>
      bridge.answer("sources.update", () => ({ ok: false, code: "no-such-source", message: "" })),
    );
    await user.type(details.getByLabelText("Password"), "TopSecret{Enter}");
    expect(details.getByRole("alert")).toHaveTextContent("That source is gone.");
    expect(details.getByLabelText("Password")).toHaveValue("TopSecret");
  });

  test("Esc closes it and stays on the page, then leaves the page, then hides the window", async () => {
    const { bridge, user, details } = await openDetails("Nextcloud");
    details.getByLabelText("Name").focus();
    await user.keyboard("{Escape}");
    expect(toggle("Nextcloud")).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Sources of contacts" })).not.toBeInTheDocument();
    expect(button("Sources of contacts")).toHaveFocus();
    expect(bridge.inputsOf("window.hide")).toEqual([]);
    await user.keyboard("{Escape}");
    expect(bridge.inputsOf("window.hide")).toHaveLength(1);
  });
});

describe("the order", () => {
  test("changes by keyboard, is told, and the focus goes along", async () => {
    const { bridge, user, details } = await openDetails("Leverandører");
    const up = details.getByRole("button", { name: "Move up" });
    up.focus();
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("sources.order")).toEqual([{ sources: ["kunder", "leverandoerer", "nextcloud", "mappe"] }]);
    expect(said()).toContain("Leverandører is now number 2 of 4");
    expect(up).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("sources.order").at(-1)).toEqual({
      sources: ["leverandoerer", "kunder", "nextcloud", "mappe"],
    });
    expect(up).toBeDisabled();
    expect(details.getByRole("button", { name: "Move down" })).toHaveFocus();
    expect(items()[2]).toHaveTextContent("Leverandører");
  });

  test("stays, with the reason, when main refuses", async () => {
    const { user, details } = await openDetails("Nextcloud", allSources(), (bridge) =>
      bridge.answer("sources.order", () => ({ ok: false, code: "internal", message: "" })),
    );
    await user.click(details.getByRole("button", { name: "Move down" }));
    expect(screen.getByText("The order was not changed")).toBeVisible();
  });

  test("of one source is none", async () => {
    const { details } = await openDetails("Nextcloud", [ownEntries, nextcloud]);
    expect(details.queryByRole("button", { name: "Move up" })).not.toBeInTheDocument();
  });
});

describe("removing", () => {
  test("asks first, and says what stays", async () => {
    const { bridge, user, details } = await openDetails("Kunder 2026");
    await user.click(details.getByRole("button", { name: "Remove" }));
    const question = screen.getByRole("alertdialog", { name: "Remove" });
    expect(question).toHaveTextContent("Remove “Kunder 2026” with 1,234 contacts?");
    expect(question).toHaveTextContent("What you wrote about them yourself stays: notes, favourites and marks.");
    expect(question).toHaveTextContent("The file itself is not touched.");
    expect(within(question).getByRole("button", { name: "Cancel" })).toHaveFocus();
    await expectAccessible();
    await user.keyboard("{Escape}");
    expect(details.getByRole("button", { name: "Remove" })).toHaveFocus();
    expect(bridge.inputsOf("sources.remove")).toEqual([]);
  });

  test("leaves the focus on the next source, and on the ways to new ones after the last", async () => {
    const { bridge, user } = await openSources([ownEntries, customersFile, nextcloud]);
    for (const name of ["Kunder 2026", "Nextcloud"]) {
      if (name === "Nextcloud") expect(toggle("Nextcloud")).toHaveFocus();
      await user.click(toggle(name));
      await user.click(button("Remove"));
      await user.click(button("Yes, remove"));
      expect(said()).toContain(`${name} is removed`);
    }
    expect(bridge.inputsOf("sources.remove")).toEqual([{ source: "kunder" }, { source: "nextcloud" }]);
    expect(button(/^Import a file/)).toHaveFocus();
  });

  test("says when it failed, also when the source has gone from the list already", async () => {
    const { user, details } = await openDetails("Kunder 2026", [customersFile], (bridge) =>
      bridge.answer("sources.remove", () => {
        bridge.change({ sources: [] });
        return { ok: false, code: "internal", message: "" };
      }),
    );
    await user.click(details.getByRole("button", { name: "Remove" }));
    await user.click(button("Yes, remove"));
    expect(screen.getByText("Was not removed")).toBeVisible();
  });
});

test("lines left out lead to the report, and back to where one was", async () => {
  const { user } = await openSources();
  await user.click(button("Kunder 2026: 3 lines left out – see why"));
  expect(screen.queryByRole("region", { name: "Sources of contacts" })).not.toBeInTheDocument();
  await user.keyboard("{Escape}");
  expect(button("Kunder 2026: 3 lines left out – see why")).toHaveFocus();
});

describe("adding", () => {
  const added: ShownSource = { ...priceList, id: "new", name: "Priser" };
  const subscribed = (bridge: FakeBridge) =>
    bridge.answer("sources.subscribe", () => {
      bridge.change({ sources: [...bridge.snapshot.sources, added] });
      return { ok: true, value: { next: "done", source: "new" } };
    });

  test("the button in the bar leads to the ways", async () => {
    const { user } = await openSources();
    await user.click(button("Add a source"));
    expect(button(/^Import a file/)).toHaveFocus();
  });

  test("a folder is watched, and its source has the focus", async () => {
    const { user } = await openSources(allSources(), (bridge) =>
      bridge.answer("sources.chooseFolder", () => {
        bridge.change({ sources: [...bridge.snapshot.sources, { ...watchedFolder, id: "new", name: "Fælles" }] });
        return { ok: true, value: { source: "new" } };
      }),
    );
    await user.click(button(/^Watch a folder/));
    expect(toggle("Fælles")).toHaveFocus();
  });

  test("no folder is chosen: nothing happens", async () => {
    const { user } = await openSources();
    await user.click(button(/^Watch a folder/));
    expect(button(/^Watch a folder/)).toHaveFocus();
    expect(items()).toHaveLength(6);
  });

  test("a list on the web, by keyboard alone", async () => {
    const { bridge, user } = await openSources(allSources(), subscribed);
    button(/^List on the web/).focus();
    await user.keyboard("{Enter}");
    expect(screen.getByLabelText("Address")).toHaveFocus();
    await user.keyboard("https://lister.example/priser.csv{Tab}Priser{Tab}{Tab}anna{Tab}TopSecret{Enter}");
    expect(bridge.inputsOf("sources.subscribe")).toEqual([
      {
        kind: "url",
        url: "https://lister.example/priser.csv",
        name: "Priser",
        username: "anna",
        password: "TopSecret",
        everyMinutes: 60,
      },
    ]);
    expect(toggle("Priser")).toHaveFocus();
    expect(document.body.innerHTML).not.toContain("TopSecret");
    await user.keyboard("{Escape}");
    expect(button("Sources of contacts")).toHaveFocus();
  });

  test("a list without an address is not sent", async () => {
    const { bridge, user } = await openSources();
    await user.click(button(/^List on the web/));
    await expectAccessible();
    await user.keyboard("{Enter}");
    expect(screen.getByText("Type the address.")).toBeVisible();
    expect(screen.getByLabelText("Address")).toHaveFocus();
    expect(bridge.inputsOf("sources.subscribe")).toEqual([]);
  });

  test("going away with something typed asks first", async () => {
    const { user } = await openSources();
    await user.click(button(/^List on the web/));
    await user.keyboard("{Escape}");
    expect(button(/^List on the web/)).toHaveFocus();
    await user.keyboard("{Enter}https{Escape}");
    expect(alert()).toHaveTextContent("What you typed is not saved.");
    await user.keyboard("{Escape}");
    expect(screen.getByLabelText("Address")).toHaveValue("https");
    await user.click(button("Cancel"));
    await user.click(button("Discard it"));
    expect(button(/^List on the web/)).toHaveFocus();
  });

  test.each([
    ["url-not-valid", "That address cannot be used.", "Address or e-mail"],
    ["url-insecure", "That address is not encrypted.", "Address or e-mail"],
    ["source-unreachable", "The server does not answer.", "Address or e-mail"],
    ["source-credentials", "The server did not accept the user name and password. Correct them", "Password"],
    ["source-refused", "The server would not give the contacts. Ask whoever runs it.", undefined],
    ["source-no-address-book", "The server has no address book for this user name. Check", undefined],
    ["import-in-progress", "An import of this source is under way. Wait, or stop it.", undefined],
  ] as const)("%s says what to do, and where", async (code, words, field) => {
    const { user } = await openSources(allSources(), (bridge) =>
      bridge.answer("sources.subscribe", () => ({ ok: false, code, message: "" })),
    );
    await user.click(button(/^Address book/));
    await user.type(screen.getByLabelText("Address or e-mail"), "cloud.example");
    await user.type(screen.getByLabelText("User name"), "anna");
    await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
    expect(alert()).toHaveTextContent("The source was not added");
    expect(alert()).toHaveTextContent(words);
    if (field !== undefined) {
      expect(screen.getByLabelText(field)).toHaveFocus();
      expect(screen.getByLabelText(field)).toBeInvalid();
      await user.keyboard("x");
      expect(alerts()).toEqual([]);
    }
    await expectAccessible();
  });

  test("an address book by one's e-mail address alone", async () => {
    const { bridge, user } = await openSources(allSources(), subscribed);
    await user.click(button(/^Address book/));
    await user.type(screen.getByLabelText("Address or e-mail"), "anna@nordlys.example");
    await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
    expect(bridge.inputsOf("sources.subscribe")).toMatchObject([
      { kind: "carddav", url: "anna@nordlys.example", username: "anna@nordlys.example", password: "TopSecret" },
    ]);
    expect(toggle("Priser")).toHaveFocus();
  });

  test("iCloud's server is known, and it takes an app-specific password", async () => {
    const { bridge, user } = await openSources(allSources(), (fake) =>
      fake.answer("sources.subscribe", () => ({ ok: false, code: "source-credentials", message: "" })),
    );
    await user.click(button(/^Address book/));
    await user.click(screen.getByRole("radio", { name: "iCloud" }));
    expect(screen.getByText(/app-specific password/)).toBeVisible();
    expect(screen.queryByLabelText("Address or e-mail")).not.toBeInTheDocument();
    await user.click(button("Find address books"));
    expect(screen.getByText("Fill in both user name and password.")).toBeVisible();
    expect(screen.getByLabelText("User name")).toHaveFocus();
    await user.keyboard("anna@icloud.com{Tab}TopSecret{Enter}");
    expect(bridge.inputsOf("sources.subscribe")).toMatchObject([
      { url: "https://contacts.icloud.com", username: "anna@icloud.com" },
    ]);
    expect(alert()).toHaveTextContent("It has to be an app password");
  });

  test("an iCloud address is known without having been chosen", async () => {
    const { bridge, user } = await openSources(allSources(), subscribed);
    await user.click(button(/^Address book/));
    await user.type(screen.getByLabelText("Address or e-mail"), "anna@me.com");
    await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
    expect(bridge.inputsOf("sources.subscribe")).toMatchObject([
      { url: "https://contacts.icloud.com", username: "anna@me.com" },
    ]);
  });

  test("Google is led to a file, and never asked with a password", async () => {
    const { bridge, user } = await openSources();
    await user.click(button(/^Address book/));
    await user.type(screen.getByLabelText("Address or e-mail"), "anna@gmail.com");
    await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
    expect(bridge.inputsOf("sources.subscribe")).toEqual([]);
    expect(screen.getByText(/Google lets no other program in with a password/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Find address books" })).not.toBeInTheDocument();
    expect(button("Import a file")).toBeVisible();
  });

  describe("of several address books", () => {
    const books = [
      { url: "https://cloud.example/dav/anna/kontakter/", name: "Kontakter" },
      { url: "https://cloud.example/dav/anna/kunder/", name: "Kunder" },
      { url: "https://cloud.example/dav/f%C3%A6lles/kontakter/", name: "Kontakter" },
    ];

    async function find() {
      const open = await openSources(allSources(), (bridge) =>
        bridge.answer("sources.subscribe", ({ addressBooks }) => {
          if (addressBooks === undefined) return { ok: true, value: { next: "choose", addressBooks: books } };
          bridge.change({ sources: [...bridge.snapshot.sources, added] });
          return { ok: true, value: { next: "done", source: "new" } };
        }),
      );
      await open.user.click(button(/^Address book/));
      await open.user.type(screen.getByLabelText("Address or e-mail"), "cloud.example");
      await open.user.type(screen.getByLabelText("User name"), "anna");
      await open.user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
      return open;
    }

    test("all are chosen unless he says otherwise, and those of one name are told apart", async () => {
      const { bridge, user } = await find();
      const boxes = screen.getAllByRole("checkbox");
      expect(boxes).toHaveLength(3);
      for (const box of boxes) expect(box).toBeChecked();
      expect(boxes[0]).toHaveFocus();
      expect(screen.getByText("/dav/fælles/kontakter/")).toBeVisible();
      await expectAccessible();
      await user.keyboard(" ");
      await user.click(button("Fetch contacts"));
      expect(bridge.inputsOf("sources.subscribe")[1]).toMatchObject({
        url: "cloud.example",
        password: "TopSecret",
        addressBooks: [books[1]?.url, books[2]?.url],
      });
      expect(toggle("Priser")).toHaveFocus();
    });

    test("one at least is needed", async () => {
      const { bridge, user } = await find();
      for (const box of screen.getAllByRole("checkbox")) await user.click(box);
      await user.click(button("Fetch contacts"));
      expect(alert()).toHaveTextContent("Choose one at least.");
      expect(bridge.inputsOf("sources.subscribe")).toHaveLength(1);
    });

    test("Esc goes back to the form, with all that was typed", async () => {
      const { user } = await find();
      await user.keyboard("{Escape}");
      expect(screen.getByLabelText("User name")).toHaveValue("anna");
      expect(screen.getByLabelText("Password")).toHaveValue("TopSecret");
    });
  });
});

describe("saving as vCard", () => {
  test("says how many", async () => {
    const { bridge, user } = await openSources(allSources(), (fake) =>
      fake.answer("contacts.export", ({ what }) => ({ ok: true, value: { contacts: what === "all" ? 41_887 : 1 } })),
    );
    await user.click(button("All contacts …"));
    expect(said()).toContain("41,887 contacts are saved.");
    await user.click(button("Only my own …"));
    expect(said()).toContain("1 contact is saved.");
    expect(bridge.inputsOf("contacts.export")).toEqual([{ what: "all" }, { what: "own" }]);
  });

  test("says nothing when he changes his mind, and why when it failed", async () => {
    const { bridge, user } = await openSources(allSources(), (fake) =>
      fake.answer("contacts.export", () => ({ ok: true, value: {} })),
    );
    await user.click(button("All contacts …"));
    expect(screen.queryByText(/saved\./)).not.toBeInTheDocument();
    bridge.answer("contacts.export", () => ({ ok: false, code: "file-not-written", message: "" }));
    await user.click(button("All contacts …"));
    expect(alert()).toHaveTextContent("The file was not saved. See whether the disk has room");
  });
});

describe("the way there", () => {
  test("Settings tell in a line how it stands", async () => {
    const { bridge } = await openWindow(idleSnapshot({ sources: allSources() }), [], answerSources);
    await main(() => bridge.emit("window.show", { view: "settings" }));
    expect(screen.getByText("41,887 contacts from 6 sources")).toBeVisible();
    expect(screen.getByText("1 source could not be fetched")).toBeVisible();
    expect(screen.getByText("1 source is being fetched")).toBeVisible();
    await main(() => bridge.change({ sources: [{ ...ownEntries, contacts: 0 }] }));
    expect(screen.getByText("No contacts yet")).toBeVisible();
  });

  test("from People, and back to the button", async () => {
    const { bridge, user } = await openWindow(idleSnapshot({ sources: allSources() }), [], answerSources);
    await main(() => bridge.emit("window.show", { view: "people" }));
    await user.click(button("Sources of contacts, one has trouble"));
    expect(screen.getByRole("region", { name: "Sources of contacts" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(button("Sources of contacts, one has trouble")).toHaveFocus();
    await main(() => bridge.change({ sources: [ownEntries, nextcloud] }));
    expect(button("Sources of contacts …")).toBeVisible();
  });

  test("from an empty list of people", async () => {
    const { bridge, user } = await openWindow(idleSnapshot({ sources: [ownEntries] }), [], answerSources);
    await main(() => bridge.emit("window.show", { view: "people" }));
    await user.click(button("Add contacts …"));
    expect(screen.getByText("Put a name to whoever calls")).toBeVisible();
  });
});
