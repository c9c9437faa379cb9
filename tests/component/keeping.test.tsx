import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { history, idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { openWindow } from "./render-window.tsx";

async function openSettings(
  patch: Partial<ReturnType<typeof idleSnapshot>["settings"]> = {},
  prepare: (bridge: FakeBridge) => void = () => undefined,
) {
  const { settings } = idleSnapshot();
  const open = await openWindow(idleSnapshot({ settings: { ...settings, ...patch } }), history(), prepare);
  await open.user.click(screen.getByRole("tab", { name: "Settings" }));
  return open;
}

test("the settings are searched by what stands in them, accents and order aside", async () => {
  const { user } = await openSettings();
  const search = screen.getByRole("textbox", { name: "Search the settings" });
  await user.type(search, "links telephone");
  expect(screen.getByRole("heading", { name: "Telephone links" })).toBeVisible();
  expect(screen.queryByRole("heading", { name: "General" })).not.toBeInTheDocument();
  await user.clear(search);
  await user.type(search, "qqq");
  expect(screen.getByText("No setting matches “qqq”.")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(search).toHaveValue("");
  expect(screen.getByRole("heading", { name: "General" })).toBeVisible();
});

test("the first Esc clears the search, the second hides the window", async () => {
  const { bridge, user } = await openSettings();
  await user.type(screen.getByRole("textbox", { name: "Search the settings" }), "dark{Escape}");
  expect(bridge.inputsOf("window.hide")).toEqual([]);
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(1);
});

test("what an administrator has set can be read, and not changed", async () => {
  const { bridge, user } = await openSettings({
    locked: ["language", "autostart", "historyDays"],
    historyDays: 60,
    autostart: true,
  });
  const language = screen.getByRole("radiogroup", { name: "Language" });
  expect(language).toHaveAccessibleDescription("Set by your administrator");
  const danish = within(language).getByRole("radio", { name: "Dansk" });
  danish.focus();
  await user.keyboard(" ");
  const autostart = screen.getByRole("switch", { name: /^Start Sidetone when I log in.*Set by your administrator$/ });
  await user.click(autostart);
  expect(screen.getByText("Calls are kept for 60 days")).toBeVisible();
  expect(screen.queryByRole("combobox", { name: "Keep calls for" })).not.toBeInTheDocument();
  expect(bridge.inputsOf("settings.update")).toEqual([]);
});

test("how long calls are kept is chosen; a time that is in no list is shown", async () => {
  const { bridge, user } = await openSettings({ historyDays: 42 });
  const keep = screen.getByRole("combobox", { name: "Keep calls for" });
  expect(keep).toHaveDisplayValue("42 days");
  await user.selectOptions(keep, "A month");
  expect(bridge.inputsOf("settings.update")).toEqual([{ historyDays: 30 }]);
  expect(keep).toHaveDisplayValue("A month");
});

test("calls of a number are deleted for good, after it was asked what", async () => {
  const { bridge, user } = await openSettings();
  await user.click(screen.getByRole("button", { name: "Delete calls …" }));
  const form = screen.getByRole("form", { name: "Delete calls …" });
  expect(form).toContainElement(document.activeElement as HTMLElement);
  await user.click(within(form).getByRole("button", { name: "Delete" }));
  expect(screen.getByText("Enter the number.")).toBeVisible();
  await user.type(screen.getByLabelText("Phone number"), "86 51 51 51{Enter}");
  expect(bridge.inputsOf("history.erase")).toEqual([{ what: "number", number: "86 51 51 51" }]);
  expect(screen.getByText(/calls were deleted\./)).toBeVisible();
});

test("all calls, or those of more than 30 days; Esc deletes none", async () => {
  const { bridge, user } = await openSettings();
  const erase = async (which: string) => {
    await user.click(screen.getByRole("button", { name: "Delete calls …" }));
    await user.click(screen.getByRole("radio", { name: which }));
  };
  await erase("All of them");
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("history.erase")).toEqual([]);
  expect(bridge.inputsOf("window.hide")).toEqual([]);
  await erase("All that are older than 30 days");
  await user.click(screen.getByRole("button", { name: "Delete" }));
  await erase("All of them");
  await user.click(screen.getByRole("button", { name: "Delete" }));
  expect(bridge.inputsOf("history.erase")).toEqual([{ what: "older", days: 30 }, { what: "all" }]);
});

test("settings from a file: what was left out is named, with why", async () => {
  const { user } = await openSettings({}, (bridge) =>
    bridge.answer("settings.import", () => ({
      ok: true,
      value: {
        taken: ["theme"],
        ignored: [
          { name: "historyDays", why: "locked" },
          { name: "colour", why: "unknown" },
        ],
      },
    })),
  );
  await user.click(screen.getByRole("button", { name: "Get from a file …" }));
  expect(screen.getByText("1 setting was taken over.")).toBeVisible();
  expect(screen.getByText(/is set by your administrator/)).toHaveTextContent("historyDays");
  expect(screen.getByText(/is not known here/)).toHaveTextContent("colour");
});

test("a file that is none is told, a dialog that is closed says nothing", async () => {
  const { bridge, user } = await openSettings({}, (fake) => {
    fake.answer("settings.export", () => ({ ok: true, value: { saved: false } }));
    fake.answer("settings.import", () => ({ ok: false, code: "not-settings", message: "" }));
  });
  await user.click(screen.getByRole("button", { name: "Save to a file …" }));
  expect(screen.queryByText("The settings are saved.")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Get from a file …" }));
  expect(screen.getByText("The file was not saved by Sidetone as settings.")).toBeVisible();
  expect(bridge.inputsOf("settings.import")).toHaveLength(1);
});

test("telephone links: who opens them, and the way to the system's page", async () => {
  const { bridge, user } = await openSettings({}, (fake) =>
    fake.answer("links.claim", () => ({ ok: true, value: "system-page" })),
  );
  const list = screen.getByRole("list", { name: "Who opens telephone links" });
  expect(list).toHaveTextContent("tel:Opened by Sidetonecallto:Opened by Skypesip:Not opened by Sidetone");
  await user.click(screen.getByRole("button", { name: "Open telephone links with Sidetone" }));
  expect(screen.getByText(/Choose Sidetone on the page that was opened/)).toBeVisible();
  await user.click(screen.getByRole("radio", { name: "Call at once" }));
  expect(bridge.inputsOf("settings.update")).toEqual([{ dialLinks: "direct" }]);
});

test("telephone links that the system would not give are not called taken", async () => {
  const { user } = await openSettings({}, (fake) =>
    fake.answer("links.claim", () => ({ ok: true, value: "not-taken" })),
  );
  await user.click(screen.getByRole("button", { name: "Open telephone links with Sidetone" }));
  expect(screen.getByText(/^The system did not take it/)).toBeVisible();
});

test("nothing is to be done where all links come here", async () => {
  await openSettings({}, (fake) =>
    fake.answer("links.handlers", () => ({
      ok: true,
      value: (["tel", "callto", "sip"] as const).map((scheme) => ({ scheme, own: true })),
    })),
  );
  expect(screen.queryByRole("button", { name: "Open telephone links with Sidetone" })).not.toBeInTheDocument();
});
