import { screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { callFlows, callFlowsState, idleSnapshot, NOW, timedCallFlows } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

// What is offered as "until …" depends on the time of day.
beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

async function openCallFlows(...args: Parameters<typeof openWindow>) {
  const open = await openWindow(...args);
  await open.user.click(screen.getByRole("tab", { name: "Call flows" }));
  return open;
}

const flow = (name: string) =>
  screen.getByRole("switch", { name: new RegExp(name) }).closest("li") ?? expect.fail(`no call flow ${name}`);

/** What the view says is wrong. */
const alert = () => within(screen.getByRole("tabpanel")).getByRole("alert");

test("each call flow says what it does to calls, in words", async () => {
  await openCallFlows(idleSnapshot());
  expect(screen.getByRole("switch", { name: "Nattjeneste 6001" })).toBeChecked();
  expect(within(flow("Nattjeneste")).getByRole("status")).toHaveTextContent("Nattjeneste is ON: calls go to 6050 Vagt");
  expect(screen.getByRole("switch", { name: "Frokost 6002" })).not.toBeChecked();
  expect(within(flow("Frokost")).getByRole("status")).toHaveTextContent("Frokost is OFF: calls go to 5000 Kundekø");
});

test("a switch moves when the PBX has moved, not before", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { bridge, user } = await openCallFlows(idleSnapshot(), [], (fake) =>
    fake.answer("callFlows.set", async () => {
      await promise;
      return { ok: true, value: undefined };
    }),
  );
  const frokost = screen.getByRole("switch", { name: /Frokost/ });
  await user.click(frokost);
  expect(bridge.inputsOf("callFlows.set")).toEqual([{ localNumber: "6002", active: true }]);
  expect(frokost).not.toBeChecked();
  expect(within(flow("Frokost")).getByRole("status")).toHaveTextContent("Switching …");
  // While it switches it cannot be moved again, and keeps the focus.
  await user.click(frokost);
  expect(bridge.inputsOf("callFlows.set")).toHaveLength(1);
  expect(frokost).toHaveFocus();

  const switched = callFlows().map((one) => (one.localNumber === "6002" ? { ...one, active: true } : one));
  await main(resolve);
  await main(() => bridge.change({ callFlows: callFlowsState({ flows: switched, asOf: Date.now() }) }));
  expect(frokost).toBeChecked();
  expect(within(flow("Frokost")).getByRole("status")).toHaveTextContent("calls go to 6051 Frokostbesked");
});

test("a refusal is told in the PBX's words, and the switch stays; it goes when main says that it is over", async () => {
  const refusal = { code: "pbx-refused", message: "Kaldsflowet er låst" } as const;
  const problem = { ...refusal, unsure: false };
  const refused = callFlows().map((one) => (one.localNumber === "6002" ? { ...one, problem } : one));
  const { bridge, user } = await openCallFlows(idleSnapshot(), [], (fake) =>
    fake.answer("callFlows.set", () => {
      fake.change({ callFlows: callFlowsState({ flows: refused }) });
      return { ok: false, ...refusal };
    }),
  );
  await user.click(screen.getByRole("switch", { name: /Frokost/ }));
  const alert = within(flow("Frokost")).getByRole("alert");
  expect(alert).toHaveTextContent("Was not switched");
  expect(alert).toHaveTextContent("Flexfone says: Kaldsflowet er låst");
  expect(screen.getByRole("switch", { name: /Frokost/ })).not.toBeChecked();
  await main(() => bridge.change({ callFlows: callFlowsState() }));
  expect(within(flow("Frokost")).queryByRole("alert")).toBeNull();
});

test("what is old says how old it is, and can be asked for anew", async () => {
  const { bridge, user } = await openCallFlows(
    idleSnapshot({ callFlows: callFlowsState({ asOf: Date.now() - 7 * 60_000 }) }),
  );
  expect(screen.getByText("Shown as it was 7 minutes ago")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  expect(bridge.inputsOf("callFlows.refresh")).toHaveLength(1);
});

test("a company without call flows is told where they would come from", async () => {
  await openCallFlows(idleSnapshot({ callFlows: callFlowsState({ flows: [], asOf: Date.now() }) }));
  expect(screen.getByText("No call flows")).toBeVisible();
  expect(screen.queryByRole("radio", { name: "History" })).toBeNull();
});

test("call flows that cannot be loaded say why", async () => {
  await openCallFlows(
    idleSnapshot({
      callFlows: {
        flows: [],
        problem: { code: "pbx-unreachable", message: "" },
        timed: true,
        coming: [],
        history: [],
      },
    }),
  );
  expect(screen.getByRole("tabpanel")).toHaveTextContent("The call flows could not be loaded");
  expect(screen.getByRole("tabpanel")).toHaveTextContent("Flexfone cannot be reached. Try again in a moment.");
});

test("main is told when the call flows are looked at, and when they are not any more", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot());
  await user.click(screen.getByRole("tab", { name: "Calls" }));
  expect(bridge.inputsOf("callFlows.watch")).toEqual([{ on: false }, { on: true }, { on: false }]);
});

test("on until a time takes two presses, and the focus comes back", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot());
  const opener = screen.getByRole("button", { name: "Frokost: switch until a certain time" });
  await user.click(opener);
  expect(opener).toHaveAttribute("aria-expanded", "true");
  const panel = screen.getByRole("dialog", { name: "Frokost: switch until a certain time" });
  expect(within(panel).getByRole("button", { name: "for 30 minutes" })).toHaveFocus();
  const before = Date.now();
  await user.click(within(panel).getByRole("button", { name: "for 1 hour" }));
  const [asked] = bridge.inputsOf("callFlows.set");
  expect(asked).toMatchObject({ localNumber: "6002", active: true });
  const ahead = (asked?.until ?? 0) - before;
  expect(ahead).toBeGreaterThanOrEqual(3_600_000);
  expect(ahead).toBeLessThan(3_600_000 + 120_000);
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(opener).toHaveFocus();
});

test("off until a time is as near; Esc closes the choice and not the window", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot());
  await user.click(screen.getByRole("button", { name: /^Nattjeneste: switch until/ }));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(bridge.inputsOf("window.hide")).toEqual([]);
  await user.click(screen.getByRole("button", { name: /^Nattjeneste: switch until/ }));
  await user.click(screen.getByRole("radio", { name: "Off" }));
  await user.click(screen.getByRole("button", { name: /^until tomorrow/ }));
  expect(bridge.inputsOf("callFlows.set")).toMatchObject([{ localNumber: "6001", active: false }]);
});

test("any other time is typed as people type it, and one that has passed is not taken", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot());
  await user.click(screen.getByRole("button", { name: /^Frokost: switch until/ }));
  await user.click(screen.getByRole("button", { name: "another time" }));
  const time = screen.getByRole("textbox", { name: "Time" });
  await user.clear(time);
  await user.type(time, "soon{Enter}");
  expect(alert()).toHaveTextContent("Type a time, such as 16:00.");
  await user.selectOptions(screen.getByRole("combobox", { name: "Day" }), "Today");
  await user.clear(time);
  await user.type(time, "0{Enter}");
  expect(alert()).toHaveTextContent("That time has passed. Choose a later one.");
  await user.selectOptions(screen.getByRole("combobox", { name: "Day" }), "Tomorrow");
  await user.clear(time);
  await user.type(time, "830");
  await user.click(screen.getByRole("button", { name: "Switch" }));
  const [asked] = bridge.inputsOf("callFlows.set");
  const until = new Date(asked?.until ?? 0);
  expect([until.getHours(), until.getMinutes()]).toEqual([8, 30]);
});

test("what comes by itself stands with its call flow, says by whom, and can be cancelled", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot({ callFlows: timedCallFlows() }));
  expect(flow("Nattjeneste")).toHaveTextContent(/Goes OFF again .* · set by Mette Sørensen/);
  await user.click(within(flow("Nattjeneste")).getByRole("button", { name: /^Cancel: Nattjeneste, Goes OFF again/ }));
  expect(bridge.inputsOf("callFlows.cancel")).toEqual([{ id: "c2" }]);
  expect(flow("Frokost")).toHaveTextContent(/Should have been switched OFF .* · set by you/);
  expect(flow("Frokost")).toHaveTextContent(/It did not work\. Trying again .*\. Flexfone did not answer in time\./);
  expect(flow("Driftsforstyrrelse")).toHaveTextContent(/which did not work\. Switch it off yourself\./);
});

test("what comes is listed, the next one first", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot({ callFlows: timedCallFlows() }));
  await user.click(screen.getByRole("radio", { name: "Coming (2)" }));
  const rows = within(screen.getByRole("list", { name: "Coming" })).getAllByRole("listitem");
  expect(rows.map((row) => row.querySelector(".switch-list-name")?.textContent)).toEqual(["Frokost", "Nattjeneste"]);
  bridge.answer("callFlows.cancel", () => ({ ok: false, code: "no-such-switch", message: "" }));
  await user.click(screen.getByRole("button", { name: /^Cancel: Nattjeneste/ }));
  expect(alert()).toHaveTextContent("Was not cancelled");
  await main(() => bridge.change({ callFlows: callFlowsState() }));
  expect(screen.getByText("Nothing is about to switch")).toBeVisible();
});

test("the history says who, what, when and how, and undoes what is still so", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot({ callFlows: timedCallFlows() }));
  await user.click(screen.getByRole("radio", { name: "History" }));
  const rows = within(screen.getByRole("list", { name: "History" })).getAllByRole("listitem");
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^NattjenesteSwitched ON.* · Mette SørensenUndo$/),
    expect.stringMatching(/^FrokostSwitched ON.* · YouUndo$/),
    expect.stringMatching(
      /^DriftsforstyrrelseWas not switched OFF.* · By itself, set by youMessage: Kaldsflowet er låst$/,
    ),
    expect.stringMatching(/^Lukket helligdagSwitched OFF.* · From a phone or PBXAdminUndo$/),
    expect.stringMatching(/^NattjenesteSwitched OFF.* · Undone by Mette Sørensen$/),
    expect.stringMatching(/^NattjenesteNot known whether it was switched ON.* · You$/),
    expect.stringMatching(/^NattjenesteSwitched OFF.* · By itself, set by Mette Sørensen$/),
  ]);
  bridge.answer("callFlows.undo", () => ({ ok: false, code: "changed-since", message: "" }));
  await user.click(screen.getByRole("button", { name: "Undo: Frokost, Switched ON" }));
  expect(bridge.inputsOf("callFlows.undo")).toEqual([{ id: "h2" }]);
  expect(alert()).toHaveTextContent("The call flow was switched again since");
});

test("a call flow that is not his cannot be moved, and says why", async () => {
  const { bridge, user } = await openCallFlows(idleSnapshot({ callFlows: timedCallFlows() }));
  await user.click(screen.getByRole("switch", { name: /Lukket helligdag/ }));
  expect(bridge.inputsOf("callFlows.set")).toEqual([]);
  expect(flow("Lukket helligdag")).toHaveTextContent("You may not switch this call flow. Ask your administrator.");
  expect(within(flow("Lukket helligdag")).queryByRole("button")).toBeNull();
});

test("offline the last known list stands, with its age, and nothing can be switched", async () => {
  const { bridge, user } = await openCallFlows(
    idleSnapshot({
      relay: { state: "offline", since: Date.now(), reason: "unreachable" },
      callFlows: { ...timedCallFlows(), asOf: Date.now() - 20_000 },
    }),
  );
  expect(screen.getByText(/^You are offline: shown as it was at \d\d:\d\d\. Nothing can be switched/)).toBeVisible();
  await user.click(screen.getByRole("switch", { name: /Nattjeneste/ }));
  expect(bridge.inputsOf("callFlows.set")).toEqual([]);
  expect(within(flow("Nattjeneste")).queryByRole("button")).toBeNull();
  expect(screen.queryByRole("button", { name: "Refresh" })).toBeNull();
});

test("without a relay there is no time to choose and no history, and it says why", async () => {
  await openCallFlows(idleSnapshot({ relay: { state: "direct" }, callFlows: callFlowsState({ timed: false }) }));
  expect(screen.queryByRole("radio", { name: "History" })).toBeNull();
  expect(screen.queryByRole("button", { name: /switch until/ })).toBeNull();
  expect(screen.getByText("Switching until a certain time, and history, need a relay server.")).toBeVisible();
});

test("what nobody knows is not called a refusal, and goes when it has been read", async () => {
  const problem = { code: "relay-unreachable", message: "", unsure: true };
  const { bridge, user } = await openCallFlows(
    idleSnapshot({
      callFlows: callFlowsState({
        flows: callFlows().map((one) => (one.localNumber === "6002" ? { ...one, problem } : one)),
      }),
    }),
  );
  expect(within(flow("Frokost")).getByRole("alert")).toHaveTextContent("Not known whether it was switched");
  await user.click(within(flow("Frokost")).getByRole("button", { name: "Close" }));
  expect(bridge.inputsOf("callFlows.dismissProblem")).toEqual([{ localNumber: "6002" }]);
});

test("among many one is found by name, number or where calls go; Esc clears the field before it closes the window", async () => {
  const flows = Array.from({ length: 10 }, (_, index) => ({
    ...(callFlows()[index % 4] ?? expect.fail("no call flow")),
    localNumber: String(6100 + index),
    name: `Afdeling ${index}`,
  }));
  const { bridge, user } = await openCallFlows(idleSnapshot({ callFlows: callFlowsState({ flows }) }));
  const field = screen.getByRole("textbox", { name: "Search for a call flow" });
  const names = () => screen.queryAllByRole("switch").length;
  expect(names()).toBe(10);
  await user.type(field, "vagt");
  expect(names()).toBe(3);
  await user.type(field, " 6104");
  expect(names()).toBe(1);
  await user.type(field, "zzz");
  expect(screen.getByText("No call flow matches what you have typed")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(names()).toBe(10);
  expect(bridge.inputsOf("window.hide")).toEqual([]);
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(1);
});
