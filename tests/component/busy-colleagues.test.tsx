import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

test("more than three colleagues are shown when asked for", async () => {
  const colleagues = ["Anne", "Bo", "Carl", "Dorte", "Eva"].map((name, place) => ({
    localNumber: `${203 + place}`,
    name,
    state: "talking" as const,
  }));
  const { user } = await openWindow(idleSnapshot({ colleagues }));
  const section = screen.getByRole("region", { name: "Colleagues on the phone" });
  const shown = () => within(section).getAllByRole("listitem").length;
  expect(shown()).toBe(3);
  const more = within(section).getByRole("button", { name: "2 more" });
  expect(more).toHaveAttribute("aria-expanded", "false");
  await user.click(more);
  expect(shown()).toBe(5);
  await user.click(within(section).getByRole("button", { name: "Show fewer" }));
  expect(shown()).toBe(3);
});

test("colleagues on the phone are named with what they do and since when, in words", async () => {
  const colleagues = [
    { localNumber: "203", name: "Jonas Bjerregaard", state: "ringing" as const },
    { localNumber: "204", name: "Birgitte Åkjær", state: "talking" as const, since: NOW - 60_000 },
  ];
  const { bridge } = await openWindow(idleSnapshot({ colleagues }));
  const section = screen.getByRole("region", { name: "Colleagues on the phone" });
  const [first, second] = within(section).getAllByRole("listitem");
  expect(first).toHaveTextContent("Jonas Bjerregaardringing");
  expect(second).toHaveTextContent(/^Birgitte Åkjærtalking since \d\d[:.]02$/);
  await main(() => bridge.change({ colleagues: [] }));
  expect(screen.queryByRole("region", { name: "Colleagues on the phone" })).not.toBeInTheDocument();
});
