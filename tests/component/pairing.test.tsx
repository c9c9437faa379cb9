import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { PendingPairing } from "../../shared/ipc/snapshot.ts";
import { idleSnapshot, ringingCall, unpairedSnapshot } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

const LINK = "sidetone://pair?relay=https%3A%2F%2Frelay.example.dk&code=abcdefghijklmnopqrstuvwx";
const pending = {
  through: { kind: "relay", host: "relay.example.dk", company: "Nordlys Energi A/S" },
  employee: { localNumber: "202", name: "Anna Holm", phones: ["Bordtelefon", "Mobil"] },
} as const satisfies PendingPairing;

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
  expect(screen.getByText("Phones: Bordtelefon, Mobil")).toBeVisible();
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
  const relay = { kind: "relay", host: "relay.fjordbyg.example", company: "Fjord Byg ApS" } as const;
  const { bridge } = await openWindow(
    idleSnapshot({ pendingPairing: { ...pending, replaces: { through: relay, name: "Anna Holm" } } }),
  );
  expect(screen.getByRole("note")).toHaveTextContent(
    "already paired with Anna Holm at Fjord Byg ApS (relay.fjordbyg.example)",
  );
  const direct = { kind: "direct", host: "public.sippeer.dk", account: "4711" } as const;
  await main(() => bridge.change({ pendingPairing: { ...pending, replaces: { through: direct, name: "Anna Holm" } } }));
  expect(screen.getByRole("note")).toHaveTextContent("already used by Anna Holm without a relay (account 4711)");
});

test("an employee whose name the relay does not know is shown by his number", async () => {
  await openWindow(unpairedSnapshot({ pendingPairing: { ...pending, employee: { localNumber: "202" } } }));
  expect(screen.getByText("You are extension 202 at Nordlys Energi A/S")).toBeVisible();
});

test("signing out is asked about first, and with it whether the calls go too", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("{Control>}4{/Control}");
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(0);
  for (const deleteHistory of [true, false]) {
    await user.click(screen.getByRole("button", { name: "Sign out" }));
    const calls = screen.getByRole("switch", { name: "Also delete my calls on this computer" });
    expect(calls).toBeChecked();
    if (!deleteHistory) await user.click(calls);
    await user.click(screen.getByRole("button", { name: "Yes, sign out" }));
    expect(bridge.inputsOf("pairing.forget").at(-1)).toEqual({ deleteHistory });
    if (deleteHistory) await user.click(screen.getByRole("button", { name: "Cancel" }));
  }
});

test("the relay that the machine's administrator named is filled in", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot({ proposedRelay: { relay: "https://relay.example.dk" } }));
  await user.click(screen.getByRole("button", { name: "Log in with MyFone" }));
  expect(screen.getByLabelText("The relay's address")).toHaveValue("https://relay.example.dk");
  await user.type(screen.getByLabelText("Account id"), "4711{Enter}");
  expect(bridge.inputsOf("pairing.beginLogin")).toEqual([{ relay: "https://relay.example.dk", account: "4711" }]);
});

test("a MyFone login: where, then who, and the password goes to that relay", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot());
  await user.click(screen.getByRole("button", { name: "Log in with MyFone" }));
  await user.type(screen.getByLabelText("The relay's address"), "relay.example.dk{Enter}");
  expect(screen.getByText("Type the account id.")).toBeVisible();
  await user.type(screen.getByLabelText("Account id"), "4711{Enter}");
  expect(bridge.inputsOf("pairing.beginLogin")).toEqual([{ relay: "relay.example.dk", account: "4711" }]);

  await main(() => bridge.change({ pairingStep: { kind: "login", relayHost: "relay.example.dk", account: "4711" } }));
  expect(screen.getByLabelText("User name")).toHaveFocus();
  expect(
    screen.getByText("The password is sent to relay.example.dk. Continue only if you know the server."),
  ).toBeVisible();
  await user.type(screen.getByLabelText("User name"), " anna@nordlys.example ");
  await user.type(screen.getByLabelText("Password"), "TopSecret");
  await user.click(screen.getByRole("switch", { name: "Also use the login to place calls" }));
  await user.click(screen.getByRole("button", { name: "Log in" }));
  expect(bridge.inputsOf("pairing.login")).toEqual([
    { username: "anna@nordlys.example", password: "TopSecret", keepForDialling: false },
  ]);
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(bridge.inputsOf("pairing.decline")).toHaveLength(1);
});

test.each([
  ["login-refused", /do not fit, or nobody in the account has that user name/],
  ["login-ambiguous", /Several extensions have your e-mail address/],
  ["login-not-offered", /offers no MyFone login for this account/],
  ["too-many-tries", /Too many tries/],
  ["relay-insecure", /not encrypted all the way/],
] as const)("a login that ends with %s is explained", async (code, words) => {
  const step = { kind: "login", relayHost: "relay.example.dk", account: "4711" } as const;
  const { user } = await openWindow(unpairedSnapshot({ pairingStep: step }), [], (bridge) =>
    bridge.answer("pairing.login", () => ({ ok: false, code, message: "" })),
  );
  await user.type(screen.getByLabelText("User name"), "anna");
  await user.type(screen.getByLabelText("Password"), "TopSecret{Enter}");
  expect(await screen.findByText(words)).toBeVisible();
});

test("without a relay: the account, then oneself from the list", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot(), [], (fake) =>
    fake.answer("pairing.searchEmployees", ({ text }) => ({
      ok: true,
      value:
        text === "zz"
          ? { employees: [], more: false }
          : { employees: [{ localNumber: "202", name: "Anna Holm", department: "Salg" }], more: true },
    })),
  );
  await user.click(screen.getByRole("button", { name: "Use Sidetone without a relay" }));
  expect(screen.getByText(/Incoming calls are not shown: that takes a relay/)).toBeVisible();
  await user.type(screen.getByLabelText("Account id"), "4711{Enter}");
  expect(screen.getByText("Fill in both account id and API password.")).toBeVisible();
  await user.type(screen.getByLabelText("API password"), "TopSecret{Enter}");
  expect(bridge.inputsOf("pairing.findEmployees")).toEqual([{ account: "4711", hash: "TopSecret" }]);

  const step = { kind: "choose", host: "public.sippeer.dk", account: "4711", employees: 9_874 } as const;
  await main(() => bridge.change({ pairingStep: step }));
  expect(document.body.innerHTML).not.toContain("TopSecret");
  expect(await screen.findByText("There are more. Type more of the name.")).toBeVisible();
  await user.type(screen.getByLabelText("Name, department or extension"), "zz");
  expect(await screen.findByText("Nobody fits what you have typed.")).toBeVisible();
  await user.clear(screen.getByLabelText("Name, department or extension"));
  await user.click(await screen.findByRole("button", { name: /Anna Holm/ }));
  expect(bridge.inputsOf("pairing.chooseEmployee")).toEqual([{ localNumber: "202" }]);

  await main(() =>
    bridge.change({
      pendingPairing: {
        through: { kind: "direct", host: "public.sippeer.dk", account: "4711" },
        employee: { localNumber: "202", name: "Anna Holm", phones: [] },
      },
    }),
  );
  expect(screen.getByText("You are Anna Holm, extension 202 of account 4711")).toBeVisible();
  expect(screen.getByText("No phones")).toBeVisible();
  expect(screen.getByText("directly to Flexfone (public.sippeer.dk)")).toBeVisible();
});

test.each([
  ["Only until Sidetone quits", "memory"],
  ["Keep it anyway", "plain"],
] as const)("without a keychain he says how his access is kept: %s", async (button, keep) => {
  let asked = true;
  const { bridge, user } = await openWindow(unpairedSnapshot({ pendingPairing: pending }), [], (fake) =>
    fake.answer("pairing.confirm", () =>
      asked ? { ok: false, code: "secrets-unprotected", message: "" } : { ok: true, value: undefined },
    ),
  );
  await user.click(screen.getByRole("button", { name: "Yes, this is me" }));
  expect(await screen.findByRole("region", { name: "The computer has no keychain" })).toHaveFocus();
  asked = false;
  await user.click(screen.getByRole("button", { name: button }));
  expect(bridge.inputsOf("settings.keepSecrets")).toEqual([{ keep }]);
  expect(bridge.inputsOf("pairing.confirm")).toHaveLength(2);
});

test("a paired computer can take a new invitation, and go back", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await main(() => bridge.emit("window.show", { view: "pairing" }));
  expect(screen.getByRole("textbox", { name: "Invitation: link or code" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByRole("tab", { name: "Calls" })).toBeInTheDocument();
});

test("who has just come to his extension is shown how to see that it works", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot({ pendingPairing: pending }), [], (fake) =>
    fake.answer("pairing.confirm", () => {
      fake.remove("pendingPairing");
      fake.change(idleSnapshot());
      return { ok: true, value: undefined };
    }),
  );
  await user.click(screen.getByRole("button", { name: "Yes, this is me" }));
  const check = screen.getByRole("region", { name: "You are ready. See that it works" });
  expect(check).toHaveTextContent("Call yourself at extension 202 from another phone");
  await user.click(within(check).getByRole("button", { name: "Show a trial call" }));
  expect(bridge.inputsOf("notifications.try")).toHaveLength(1);
  await main(() => bridge.change({ liveCalls: [ringingCall()] }));
  expect(check).toHaveTextContent("The call came up. It works.");
  await main(() => bridge.change({ liveCalls: [] }));
  expect(check).toHaveTextContent("The call came up. It works.");
  await user.click(within(check).getByRole("button", { name: "Done" }));
  expect(check).not.toBeInTheDocument();
});
