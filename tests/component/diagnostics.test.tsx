import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { da } from "../../shared/i18n/da.ts";
import { findings } from "../../shared/ipc/diagnostics.ts";
import { idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { openWindow } from "./render-window.tsx";

async function openDiagnostics() {
  const open = await openWindow(idleSnapshot());
  await open.user.click(screen.getByRole("tab", { name: "Settings" }));
  await open.user.click(screen.getByRole("button", { name: "See diagnostics" }));
  return open;
}

test("what does not work comes first, with what to do", async () => {
  await openDiagnostics();
  const parts = within(screen.getByRole("list", { name: "Diagnostics" })).getAllByRole("listitem");
  expect(parts).toHaveLength(Object.keys(findings).length);
  expect(parts[0]).toHaveTextContent("Calls from the phone system: does not work");
  expect(parts[0]).toHaveTextContent("Your administrator must set up all four hooks");
  expect(parts[1]).toHaveTextContent("Code: pbx-timeout");
  expect(parts.at(-1)).toHaveTextContent(": fine");
  expect(screen.getByText(/app 0\.1\.0 · electron 45\.4\.1 · .* · win32 x64/)).toBeVisible();
});

test("it is copied by main, and that is said", async () => {
  const { bridge, user } = await openDiagnostics();
  await user.click(screen.getByRole("button", { name: "Copy diagnostics" }));
  expect(bridge.inputsOf("diagnostics.copy")).toHaveLength(1);
  expect(screen.getByText(/^Copied\./)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Look again" }));
  expect(bridge.inputsOf("diagnostics.get")).toHaveLength(2);
  await user.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "See diagnostics" })).toHaveFocus();
});

test("whatever is not well has its advice", () => {
  const well = [
    ...["relay-connected", "api-answers", "hooks-all", "dialling-make-call", "dialling-relay", "notifications-shown"],
    ...["notifications-untried", "links-all", "autostart-on", "keychain-encrypts", "databases-sound", "contacts-fresh"],
    ...["hotkeys-work", "policy-none", "policy-in-force", "network-online"],
  ];
  const others = Object.values(findings)
    .flat()
    .filter((finding) => !well.includes(finding));
  expect(Object.keys(da.diagnostics.advice).sort()).toEqual(others.sort());
});
