import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { createHistoryStore } from "../../renderer/features/history/history-store.ts";
import { FakeBridge } from "../fakes/fake-bridge.ts";
import { call, history, idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

const list = () => screen.getByRole("region", { name: "Recent calls" });
const row = (name: string) => within(list()).getByText(name).closest("li") ?? expect.fail(`no row ${name}`);

test("calls are listed by day, each with how it ended", async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  await openWindow(idleSnapshot({ missedCount: 2 }), history());
  vi.useRealTimers();
  const days = within(list()).getAllByRole("heading", { level: 3 });
  expect(days.slice(0, 3).map((day) => day.textContent)).toEqual(["Today", "Yesterday", "Thursday 7 May"]);
  expect(row("Jens Peter Lund")).toHaveTextContent("Missed · Lund & Søn · via Hovednummer");
  expect(row("Jens Peter Lund")).toHaveTextContent("New");
  expect(row("Hidden number")).toHaveTextContent("Missed");
  expect(within(row("Hidden number")).queryByRole("button")).not.toBeInTheDocument();
  expect(within(list()).getByText("Answered by Mette")).toBeInTheDocument();
  expect(row("Karen Blichfeldt")).toHaveTextContent("4 min");
  expect(row("+45 33 12 14 16")).toHaveTextContent("No answer");
  expect(row("Peder Skov")).toHaveTextContent("Transferred");
  expect(within(list()).getByText("The end is unknown")).toBeInTheDocument();
});

test("one click calls back", async () => {
  const { bridge, user } = await openWindow(idleSnapshot(), history());
  await user.click(screen.getByRole("button", { name: "Call Karen Blichfeldt" }));
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4570121416" }]);
});

test("the list is one stop for Tab; arrows go from call to call, Enter dials", async () => {
  const { bridge, user } = await openWindow(idleSnapshot(), history());
  screen.getByRole("button", { name: "Call Jens Peter Lund" }).focus();
  await user.keyboard("{ArrowDown}");
  expect(screen.getAllByRole("button", { name: "Call Jens Østergaard" })[0]).toHaveFocus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4570121416" }]);
  const stops = within(list())
    .getAllByRole("button")
    .filter((button) => button.tabIndex === 0);
  expect(stops).toHaveLength(1);
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(1);
});

test("missed calls alone", async () => {
  const { bridge, user } = await openWindow(idleSnapshot(), history());
  await user.click(screen.getByRole("radio", { name: "Missed" }));
  expect(bridge.inputsOf("calls.history").at(-1)).toMatchObject({ filter: "missed" });
  await waitFor(() => expect(within(list()).queryByText("Karen Blichfeldt")).not.toBeInTheDocument());
  expect(within(list()).getByText("Jens Peter Lund")).toBeInTheDocument();
});

test("older pages are fetched as one nears the end, and nothing is left out between them", async () => {
  // Three calls of the very same millisecond lie across the border of two pages.
  const many = Array.from({ length: 120 }, (_, index) =>
    call({
      key: `k${index}`,
      outcome: "answered",
      startedAt: index >= 48 && index <= 51 ? NOW - 48_000 : NOW - index * 1000,
      number: String(1000 + index),
      displayNumber: String(1000 + index),
    }),
  );
  const { bridge } = await openWindow(idleSnapshot(), many);
  const scroller = list().querySelector(".history-scroller") ?? expect.fail("no list");
  for (let page = 0; page < 3; page++) {
    await main(() => {
      scroller.scrollTop = 1_000_000;
      scroller.dispatchEvent(new Event("scroll"));
    });
  }
  await waitFor(() => expect(bridge.inputsOf("calls.history").length).toBeGreaterThan(2));
  await waitFor(() => expect(within(list()).getByText("1119")).toBeInTheDocument());
});

test("a change of the history is fetched", async () => {
  const { bridge } = await openWindow(idleSnapshot(), []);
  expect(screen.getByText("No calls yet")).toBeVisible();
  await main(() => bridge.setHistory(history()));
  expect(await within(list()).findByText("Karen Blichfeldt")).toBeInTheDocument();
});

test("no missed calls is good news", async () => {
  const { user } = await openWindow(idleSnapshot(), []);
  await user.click(screen.getByRole("radio", { name: "Missed" }));
  expect(await screen.findByText("You have not overlooked anybody.")).toBeVisible();
});

test("a history that cannot be read can be asked for again", async () => {
  let broken = true;
  const { user } = await openWindow(idleSnapshot(), [], (bridge) =>
    bridge.answer("calls.history", () =>
      broken
        ? { ok: false, code: "internal", message: "database is locked" }
        : { ok: true, value: { calls: history(), more: false } },
    ),
  );
  expect(screen.getByText(/Something went wrong in Sidetone/)).toBeVisible();
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await within(list()).findByText("Karen Blichfeldt")).toBeInTheDocument();
});

test("missed calls count as seen once the list has been looked at, and not before", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const { bridge } = await openWindow(idleSnapshot({ missedCount: 2 }), history());
    expect(screen.getByRole("tab", { name: /2 missed/ })).toBeInTheDocument();
    await main(() => vi.advanceTimersByTime(1900));
    expect(bridge.inputsOf("calls.markMissedSeen")).toHaveLength(0);
    await main(() => vi.advanceTimersByTime(200));
    expect(bridge.inputsOf("calls.markMissedSeen")).toHaveLength(1);
    expect(screen.getByRole("tab", { name: "Calls" })).toBeInTheDocument();
  } finally {
    vi.useRealTimers();
  }
});

test("who has scrolled far back keeps what he looks at when a call comes; only the newest are asked for anew", async () => {
  const calls = Array.from({ length: 3_000 }, (_, index) =>
    call({ key: `k${index}`, outcome: "answered", phase: "ended", startedAt: NOW - index * 60_000 }),
  );
  const bridge = new FakeBridge(idleSnapshot(), calls);
  const store = createHistoryStore(bridge);
  await store.follow(1);
  while (store.getState().calls.length < 2_000) await store.loadOlder();
  const asked = bridge.inputsOf("calls.history").length;
  const { length } = store.getState().calls;
  calls.unshift(call({ key: "new", outcome: "missed", phase: "ended", startedAt: NOW + 60_000 }));
  await store.follow(2);
  const { calls: shown, more } = store.getState();
  expect(shown.slice(0, 2).map(({ key }) => key)).toEqual(["new", "k0"]);
  expect(shown.map(({ key }) => key)).toEqual(calls.slice(0, shown.length).map(({ key }) => key));
  expect({ length: shown.length, more }).toEqual({ length: length + 1, more: true });
  expect(bridge.inputsOf("calls.history").length - asked).toBeLessThanOrEqual(6);
});

test("what was asked for ahead is not asked for again", async () => {
  const bridge = new FakeBridge(idleSnapshot(), history());
  const store = createHistoryStore(bridge);
  store.prefetch();
  await store.follow(7);
  expect(store.getState()).toMatchObject({ loading: undefined, problem: undefined });
  expect(bridge.inputsOf("calls.history")).toHaveLength(1);
  await store.follow(8);
  expect(bridge.inputsOf("calls.history")).toHaveLength(2);
});

test("older calls that are asked for while the newest are read anew stop neither, and may be asked for afterwards", async () => {
  const calls = Array.from({ length: 300 }, (_, index) =>
    call({ key: `k${index}`, outcome: "answered", phase: "ended", startedAt: NOW - index * 60_000 }),
  );
  const store = createHistoryStore(new FakeBridge(idleSnapshot(), calls));
  await store.follow(1);
  calls.unshift(call({ key: "new", outcome: "missed", phase: "ended", startedAt: NOW + 60_000 }));
  const refreshed = store.follow(2);
  await store.loadOlder();
  expect(store.getState().loading).toBe("older");
  await refreshed;
  expect(store.getState().loading).toBeUndefined();
  const { length, 0: newest } = store.getState().calls;
  expect(newest?.key).toBe("new");
  await store.loadOlder();
  expect(store.getState().calls.length).toBeGreaterThan(length);
});
