import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { callFlows, callFlowsState, idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

async function openCallFlows(...args: Parameters<typeof openWindow>) {
  const open = await openWindow(...args);
  await open.user.click(screen.getByRole("tab", { name: "Call flows" }));
  return open;
}

const flow = (name: string) =>
  screen.getByRole("switch", { name: new RegExp(name) }).closest("li") ?? expect.fail(`no call flow ${name}`);

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

test("a refusal is told in the PBX's words, and the switch stays", async () => {
  const { user } = await openCallFlows(idleSnapshot(), [], (bridge) =>
    bridge.answer("callFlows.set", () => ({ ok: false, code: "pbx-refused", message: "Kaldsflowet er låst" })),
  );
  await user.click(screen.getByRole("switch", { name: /Frokost/ }));
  const alert = within(flow("Frokost")).getByRole("alert");
  expect(alert).toHaveTextContent("Was not switched");
  expect(alert).toHaveTextContent("Flexfone says: Kaldsflowet er låst");
  expect(screen.getByRole("switch", { name: /Frokost/ })).not.toBeChecked();
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
