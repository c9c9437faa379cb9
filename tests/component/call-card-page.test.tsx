import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, onTestFinished, test } from "vitest";
import { mountCard } from "../../renderer/card/mount-card.ts";
import type { CardView } from "../../shared/ipc/card.ts";
import { FakeBridge } from "../fakes/fake-bridge.ts";
import { idleSnapshot, ringingCall, talkingCall } from "../fakes/fixture-snapshots.ts";
import { cardView } from "../preview/card-view.ts";

/** The card's page on a fake main that shows these calls. */
async function openCard(view: CardView) {
  const bridge = new FakeBridge(idleSnapshot());
  bridge.answer("card.get", () => ({ ok: true, value: view }));
  const root = document.createElement("main");
  document.body.append(root);
  // A page that is not drawn has no height of its own.
  root.getBoundingClientRect = () => new DOMRect(0, 0, 360, 100.4 * Math.max(1, root.querySelectorAll("li").length));
  const stop = mountCard(bridge, root);
  onTestFinished(() => {
    stop();
    root.remove();
    delete document.documentElement.dataset.theme;
  });
  await waitFor(() => expect(bridge.inputsOf("card.size").length).toBeGreaterThan(0));
  return { bridge, user: userEvent.setup() };
}
const now = (...calls: Parameters<typeof cardView>[0]) => cardView(calls, idleSnapshot());
const newer = (view: CardView, rev: number): CardView => ({ ...view, rev });

test("says who calls, tells main how high it is, and is opened and dismissed by buttons", async () => {
  const { bridge, user } = await openCard(now(ringingCall()));
  expect(screen.getByText("Jens Østergaard")).toBeVisible();
  expect(bridge.inputsOf("card.size")).toEqual([{ height: 101 }]);
  await user.click(screen.getByRole("button", { name: "Open" }));
  await user.click(screen.getByRole("button", { name: "Hide the call from Jens Østergaard" }));
  const key = ringingCall().key;
  expect(bridge.inputsOf("card.act")).toEqual([
    { key, action: "open" },
    { key, action: "dismiss" },
  ]);
});

test("Esc dismisses the call on top", async () => {
  const { bridge, user } = await openCard(now(ringingCall(), ringingCall({ key: "second", startedAt: 1 })));
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("card.act")).toEqual([{ key: ringingCall().key, action: "dismiss" }]);
});

test("what did not change stays the same element, so that it is not read out anew", async () => {
  const first = now(ringingCall());
  const { bridge } = await openCard(first);
  const [row] = screen.getAllByRole("listitem");
  const before = row?.firstElementChild;
  bridge.emit("card.changed", newer(now(ringingCall(), talkingCall()), first.rev + 1));
  const rows = screen.getAllByRole("listitem");
  expect(rows).toHaveLength(2);
  expect(rows).toContain(row);
  expect(row?.firstElementChild).toBe(before);
  expect(bridge.inputsOf("card.size").at(-1)).toEqual({ height: 201 });
});

test("what is older than what is shown is dropped", async () => {
  const view = newer(now(ringingCall()), 5);
  const { bridge } = await openCard(view);
  bridge.emit("card.changed", newer(now(talkingCall()), 4));
  expect(screen.getByText("Jens Østergaard")).toBeVisible();
  bridge.emit("card.changed", { ...newer(view, 6), calls: [] });
  expect(screen.queryByText("Jens Østergaard")).toBeNull();
});

test("a name is text, whatever is in it", async () => {
  const name = '<img src=x onerror="alert(1)">';
  await openCard(now(ringingCall({ caller: { name, kind: "contact" } })));
  expect(screen.getByText(name)).toBeVisible();
  expect(within(screen.getByRole("main")).queryByRole("img")).toBeNull();
});

test("language and theme are main's", async () => {
  await openCard({ ...now(ringingCall()), theme: "dark", locale: "da" });
  expect(document.documentElement.lang).toBe("da");
  expect(document.documentElement.dataset.theme).toBe("dark");
});
