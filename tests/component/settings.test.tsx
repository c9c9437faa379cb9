import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

async function openSettings(...args: Parameters<typeof openWindow>) {
  const open = await openWindow(...args);
  await open.user.click(screen.getByRole("tab", { name: "Settings" }));
  return open;
}

const choice = (group: string, option: string) =>
  within(screen.getByRole("radiogroup", { name: group })).getByRole("radio", { name: new RegExp(`^${option}`) });

test("the language changes at once, everywhere, also for screen readers", async () => {
  const { bridge, user } = await openSettings(idleSnapshot());
  await user.click(choice("Language", "Dansk"));
  expect(bridge.inputsOf("settings.update")).toEqual([{ language: "da" }]);
  expect(screen.getByRole("tab", { name: "Indstillinger" })).toBeInTheDocument();
  expect(screen.getByText("Forbundet")).toBeVisible();
  expect(document.documentElement.lang).toBe("da");
});

test("the theme follows the choice, and the system without one", async () => {
  const { user } = await openSettings(idleSnapshot());
  await user.click(choice("Appearance", "Dark"));
  expect(document.documentElement.dataset.theme).toBe("dark");
  await user.click(choice("Appearance", "As the computer"));
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test("names on notifications can be hidden", async () => {
  const { bridge, user } = await openSettings(idleSnapshot());
  await user.click(screen.getByRole("switch", { name: "Hide names and numbers" }));
  expect(bridge.inputsOf("settings.update")).toEqual([{ hideNames: true }]);
  expect(screen.getByRole("switch", { name: "Hide names and numbers" })).toBeChecked();
});

test("the phone that rings is one of his own, or left to his active profile", async () => {
  const { bridge, user } = await openSettings(idleSnapshot());
  expect(choice("Phone that rings", "Yealink T54W")).toBeChecked();
  await user.click(choice("Phone that rings", "By my active profile"));
  await user.click(choice("Phone that rings", "Mobile"));
  expect(bridge.inputsOf("settings.update")).toEqual([{ device: "" }, { device: "300202" }]);
});

test("a chosen phone that the PBX no longer lists stays visible", async () => {
  const { settings } = idleSnapshot();
  await openSettings(idleSnapshot({ settings: { ...settings, device: "999" } }));
  expect(choice("Phone that rings", "Extension 999")).toBeChecked();
});

test("the MyFone login is written, never read back", async () => {
  const { settings } = idleSnapshot();
  const { bridge, user } = await openSettings(
    idleSnapshot({ settings: { ...settings, myFoneUsername: "", myFonePasswordStored: false } }),
  );
  await user.click(screen.getByRole("button", { name: "Save login" }));
  expect(screen.getByText("Fill in both user name and password.")).toBeVisible();
  await user.type(screen.getByLabelText("User name"), "anna@nordlys.example");
  await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
  expect(bridge.inputsOf("settings.setMyFoneLogin")).toEqual([
    { username: "anna@nordlys.example", password: "TopSecret" },
  ]);
  expect(screen.getByText("The password is stored")).toBeVisible();
  expect(document.body.innerHTML).not.toContain("TopSecret");
  await user.click(screen.getByRole("button", { name: "Forget login" }));
  expect(screen.getByLabelText("Password")).toHaveValue("");
});

test("a keychain that refuses is told, and what was typed stays", async () => {
  const { user } = await openSettings(idleSnapshot(), [], (bridge) =>
    bridge.answer("settings.setMyFoneLogin", () => ({ ok: false, code: "secrets-unavailable", message: "" })),
  );
  await user.click(screen.getByRole("button", { name: "Change login" }));
  await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
  expect(screen.getByText(/keychain is not available, so this cannot be stored/)).toBeVisible();
  expect(screen.getByLabelText("Password")).toHaveValue("TopSecret");
});

test.each(["tab", "radio", "switch", "button", "textbox"])("Esc hides the window from a %s", async (role) => {
  const { settings } = idleSnapshot();
  const { bridge, user } = await openSettings(
    idleSnapshot({ settings: { ...settings, myFoneUsername: "", myFonePasswordStored: false } }),
  );
  const candidates = screen.getAllByRole(role);
  const target = candidates.find((candidate) => candidate.tabIndex >= 0) ?? expect.fail(`no ${role} to focus`);
  target.focus();
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(1);
});

test("how access is kept without a keychain can be changed", async () => {
  const { settings } = idleSnapshot();
  const { bridge, user } = await openSettings(
    idleSnapshot({ settings: { ...settings, accessProtection: "plain", keepAccess: "plain" } }),
  );
  expect(screen.getByText("Whoever can read your files can read your access.")).toBeVisible();
  await user.click(screen.getByRole("radio", { name: "Only until Sidetone quits" }));
  expect(bridge.inputsOf("settings.keepSecrets")).toEqual([{ keep: "memory" }]);
});

test("a password over plain http is allowed by name of the host only, and nothing is asked over https", async () => {
  const { settings } = idleSnapshot();
  const { bridge, user } = await openSettings(idleSnapshot());
  expect(screen.queryByRole("switch", { name: "Send the password anyway" })).not.toBeInTheDocument();
  const insecureMakeCall = { host: "api.myfone.dk", allowed: false };
  await main(() => bridge.change({ settings: { ...settings, insecureMakeCall } }));
  expect(screen.getByText(/place calls through api\.myfone\.dk without encryption/)).toBeVisible();
  await user.click(screen.getByRole("switch", { name: "Send the password anyway" }));
  expect(bridge.inputsOf("settings.allowInsecureMakeCall")).toEqual([{ allowed: true }]);
});

test("without a relay, settings and calls say what that means", async () => {
  const { identity } = idleSnapshot();
  if (identity === undefined) throw new Error("the fixture has an employee");
  const through = { kind: "direct", host: "public.sippeer.dk", account: "4711" } as const;
  const { user } = await openSettings(idleSnapshot({ relay: { state: "direct" }, identity: { ...identity, through } }));
  expect(screen.getByText("Directly to Flexfone")).toBeVisible();
  expect(screen.getByText(/incoming calls are not shown/)).toBeVisible();
  await user.click(screen.getByRole("tab", { name: "Calls" }));
  expect(screen.getByRole("note")).toHaveTextContent("incoming calls are not shown");
  expect(screen.getByRole("banner")).toHaveTextContent("Account 4711");
  expect(screen.getByRole("banner")).toHaveTextContent("No calls");
});
