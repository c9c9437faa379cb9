import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { unpairedSnapshot } from "../fakes/fixture-snapshots.ts";
import { openWindow } from "./render-window.tsx";

test("a code that was read out is typed, and then the relay's address is asked for", async () => {
  const { bridge, user } = await openWindow(unpairedSnapshot());
  expect(screen.queryByRole("textbox", { name: "The relay's address" })).not.toBeInTheDocument();
  await user.type(screen.getByRole("textbox", { name: "Invitation: link or code" }), "abcd-efgh{Enter}");
  expect(screen.getByText("Type the relay's address.")).toBeVisible();
  expect(bridge.inputsOf("pairing.propose")).toHaveLength(0);
  await user.type(screen.getByRole("textbox", { name: "The relay's address" }), " relay.example.dk{Enter}");
  expect(bridge.inputsOf("pairing.propose")).toEqual([{ link: "abcd-efgh relay.example.dk" }]);
});
