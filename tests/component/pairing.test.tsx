import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { idleSnapshot, unpairedSnapshot } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

const LINK = "sidetone://pair?relay=https%3A%2F%2Frelay.example.dk&code=abcdefghijklmnopqrstuvwx";
const pending = {
  relayHost: "relay.example.dk",
  company: "Nordlys Energi A/S",
  employee: { localNumber: "202", name: "Anna Holm" },
};

test("first start: the invitation is looked up, shown for confirmation, and used on yes", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot());
  expect(screen.getByRole("heading", { name: "Welcome to Sidetone" })).toBeVisible();
  expect(screen.queryByRole("tablist")).not.toBeInTheDocument();

  const field = screen.getByRole("textbox", { name: "Invitation: link or code" });
  expect(field).toHaveFocus();
  await user.click(field);
  await user.paste(` ${LINK} `);
  await user.keyboard("{Enter}");
  expect(bridge.inputsOf("pairing.propose")).toEqual([{ link: LINK }]);

  await main(() => bridge.change({ pendingPairing: pending }));
  expect(screen.getByText("You are Anna Holm, extension 202 at Nordlys Energi A/S")).toBeVisible();
  expect(screen.getByText("through relay relay.example.dk")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Is this you?" })).toHaveFocus();
  expect(bridge.inputsOf("pairing.confirm")).toHaveLength(0);

  await user.click(screen.getByRole("button", { name: "Yes, this is me" }));
  expect(bridge.inputsOf("pairing.confirm")).toHaveLength(1);
  const { relay, identity } = idleSnapshot();
  await main(() => {
    bridge.remove("pendingPairing");
    bridge.change({ relay, ...(identity === undefined ? {} : { identity }) });
  });
  expect(screen.getByRole("tab", { name: "Calls" })).toHaveAttribute("aria-selected", "true");
});

test("an empty field asks for the link instead of asking main", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot());
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(screen.getByText("Paste the invitation link that you were given, or type the code.")).toBeVisible();
  expect(bridge.inputsOf("pairing.propose")).toHaveLength(0);
});

test.each([
  ["link-not-valid", "This is not a valid invitation. Paste the whole link, or type the code and the relay's address."],
  ["invitation-unknown", "The invitation is used up, expired or unknown. Ask the administrator for a new one."],
  ["relay-unreachable", "The relay cannot be reached. Check your network and try again."],
] as const)("%s is explained", async (code, words) => {
  const { user } = await openWindow(unpairedSnapshot(), [], (bridge) =>
    bridge.answer("pairing.propose", () => ({ ok: false, code, message: "" })),
  );
  await user.type(screen.getByRole("textbox"), "sidetone://pair{Enter}");
  expect(await screen.findByText(words)).toBeVisible();
});

test("no means no, and nothing is confirmed", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot({ pendingPairing: pending }));
  await user.click(screen.getByRole("button", { name: "No" }));
  expect(bridge.inputsOf("pairing.decline")).toHaveLength(1);
  expect(bridge.inputsOf("pairing.confirm")).toHaveLength(0);
});

test("an invitation that would replace a pairing says which", async () => {
  const replaces = { relayHost: "relay.fjordbyg.example", company: "Fjord Byg ApS", name: "Anna Holm" };
  await openWindow(idleSnapshot({ pendingPairing: { ...pending, replaces } }));
  expect(screen.getByRole("note")).toHaveTextContent(
    "already paired with Anna Holm at Fjord Byg ApS (relay.fjordbyg.example)",
  );
});

test("an employee whose name the relay does not know is shown by his number", async () => {
  await openWindow(unpairedSnapshot({ pendingPairing: { ...pending, employee: { localNumber: "202" } } }));
  expect(screen.getByText("You are extension 202 at Nordlys Energi A/S")).toBeVisible();
});

test("the device is forgotten only after a question", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("{Control>}3{/Control}");
  await user.click(screen.getByRole("button", { name: "Forget this device" }));
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "Forget this device" }));
  await user.click(screen.getByRole("button", { name: "Yes, forget the device" }));
  expect(bridge.inputsOf("pairing.forget")).toHaveLength(1);
});

test("a paired computer can take a new invitation, and go back", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await main(() => bridge.emit("window.show", { view: "pairing" }));
  expect(screen.getByRole("textbox", { name: "Invitation: link or code" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByRole("tab", { name: "Calls" })).toBeInTheDocument();
});
