import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

const header = () => screen.getByRole("banner");

test("the header says who, which extension, and that calls come through", async () => {
  await openWindow(idleSnapshot());
  expect(within(header()).getByRole("heading", { name: "Anna Holm" })).toBeVisible();
  expect(header()).toHaveTextContent("Extension 202 · Nordlys Energi A/S");
  expect(within(header()).getByRole("status")).toHaveTextContent("Connected");
});

test("offline: since when, why, when the next try is, and a way to try now", async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date", "setInterval", "clearInterval"] });
  try {
    const { bridge, user } = await openWindow(
      idleSnapshot({
        relay: { state: "offline", since: NOW - 60_000, reason: "unreachable", nextTryAt: NOW + 20_000 },
      }),
    );
    expect(header()).toHaveTextContent(
      /Offline since \d\d:02: the relay cannot be reached – trying again in 20 seconds/,
    );
    await main(() => vi.advanceTimersByTime(19_000));
    expect(header()).toHaveTextContent("trying again in 1 second");
    await main(() => vi.advanceTimersByTime(2_000));
    expect(header()).toHaveTextContent("trying again now");
    await user.click(screen.getByRole("button", { name: "Try now" }));
    expect(bridge.inputsOf("relay.reconnect")).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test("a revoked device leads to a new invitation, not to another try", async () => {
  const { user } = await openWindow(idleSnapshot({ relay: { state: "offline", since: NOW, reason: "revoked" } }));
  expect(screen.queryByRole("button", { name: "Try now" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Use a new invitation" }));
  expect(screen.getByRole("textbox", { name: "Invitation: link or code" })).toBeVisible();
});

test("when main cannot answer, the window says so and asks again", async () => {
  let broken = true;
  const { user } = await openWindow(idleSnapshot(), [], (bridge) =>
    bridge.answer("snapshot.get", () => {
      if (broken) throw new Error("main has gone");
      return { ok: true, value: idleSnapshot() };
    }),
  );
  expect(screen.getByRole("alert")).toHaveTextContent("Sidetone could not load its data");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("banner")).toBeVisible();
});
