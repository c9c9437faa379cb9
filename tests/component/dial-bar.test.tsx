import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, onTestFinished, test } from "vitest";
import { mountBar } from "../../renderer/dial-bar/mount-bar.tsx";
import type { BarView } from "../../shared/ipc/dial-bar.ts";
import { FakeBridge } from "../fakes/fake-bridge.ts";
import { idleSnapshot } from "../fakes/fixture-snapshots.ts";

const empty: BarView = {
  rev: 1,
  locale: "en",
  theme: "light",
  opened: 1,
  text: "",
  found: [],
  offersClipboard: false,
  offersPermission: false,
};

/** The bar's page on a fake main that shows this. */
async function openBar(patch: Partial<BarView> = {}) {
  const bridge = new FakeBridge(idleSnapshot());
  const view = { ...empty, ...patch };
  bridge.answer("bar.get", () => ({ ok: true, value: view }));
  const root = document.createElement("main");
  document.body.append(root);
  let stop = () => {};
  await act(async () => {
    stop = mountBar(bridge, root);
  });
  onTestFinished(() => {
    act(stop);
    root.remove();
    delete document.documentElement.dataset.theme;
  });
  const field = await screen.findByRole("combobox", { name: "Dial bar" });
  const change = (next: Partial<BarView>) => act(async () => bridge.emit("bar.changed", { ...view, ...next }));
  return { bridge, field, change, user: userEvent.setup() };
}

describe("the dial bar", () => {
  test("has the focus; Enter dials what is highlighted, as he types", async () => {
    const { bridge, field, user } = await openBar();
    expect(field).toHaveFocus();
    await user.type(field, "jens");
    expect(await screen.findByRole("option", { name: /Jens Østergaard/ })).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowDown}{ArrowUp}{Enter}");
    expect(bridge.inputsOf("bar.dial")).toEqual([{ number: "+4586515151" }]);
    expect(bridge.inputsOf("dial.start")).toEqual([]);
  });

  test("opened with a number, Enter dials it at once; what he types takes its place", async () => {
    const { bridge, field, user } = await openBar({ text: "86 51 51 51" });
    expect(field).toHaveValue("86 51 51 51");
    await screen.findByRole("option");
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("bar.dial")).toEqual([{ number: "+4586515151" }]);
    await user.keyboard("20304050");
    expect(field).toHaveValue("20304050");
  });

  test("Enter before the answer is there dials what he has typed, and nothing older", async () => {
    const { bridge, field, user } = await openBar({ text: "86 51 51 51" });
    await screen.findByRole("option");
    await user.clear(field);
    await user.type(field, "20304050{Enter}");
    await waitFor(() => expect(bridge.inputsOf("bar.dial")).toEqual([{ number: "+4520304050" }]));
  });

  test("empty, Enter dials nothing; the arrow asks whom he spoke with lately", async () => {
    const { bridge, user } = await openBar();
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("bar.dial")).toEqual([]);
    await user.keyboard("{ArrowDown}");
    expect((await screen.findAllByRole("option")).length).toBeGreaterThan(0);
  });

  test("several numbers are listed and chosen from", async () => {
    const { bridge, user } = await openBar({
      found: [
        { kind: "pasted", number: "86515151", displayNumber: "86 51 51 51" },
        { kind: "pasted", number: "20304050", displayNumber: "20 30 40 50" },
      ],
    });
    expect(screen.getByText("2 numbers in what is selected")).toBeVisible();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(bridge.inputsOf("bar.dial")).toEqual([{ number: "20304050" }]);
  });

  test("why nothing is in it, and what he copied only when he says so", async () => {
    const { bridge, user } = await openBar({ hint: "permission", offersClipboard: true, offersPermission: true });
    expect(screen.getByText("Sidetone may not copy what is selected for you yet.")).toBeVisible();
    expect(bridge.inputsOf("bar.useClipboard")).toEqual([]);
    // By the keyboard: the buttons come after the field.
    await user.tab();
    expect(screen.getByRole("button", { name: "Allow …" })).toHaveFocus();
    await user.keyboard("{Enter}");
    await user.tab();
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("bar.askPermission")).toHaveLength(1);
    expect(bridge.inputsOf("bar.useClipboard")).toHaveLength(1);
    expect(bridge.inputsOf("bar.dial")).toEqual([]);
  });

  test("Esc closes it, wherever the focus is", async () => {
    const { bridge, user } = await openBar({ text: "86 51 51 51" });
    await user.keyboard("{Escape}");
    expect(bridge.inputsOf("bar.close")).toHaveLength(1);
  });

  test("while the call is started, Enter does nothing more; then he reads that his phone rings", async () => {
    const { bridge, user, change } = await openBar({ text: "86 51 51 51" });
    const call = { displayNumber: "86 51 51 51", name: "Jens Østergaard" };
    await change({ rev: 2, call: { ...call, state: "asking" } });
    await user.keyboard("{Enter}{Enter}");
    expect(bridge.inputsOf("bar.dial")).toEqual([]);
    await change({ rev: 3, call: { ...call, state: "lift-phone" } });
    expect(screen.getByText("Your phone rings – lift it")).toBeVisible();
  });

  test("why a call was not started stays until he types", async () => {
    const { bridge, user, change } = await openBar({ text: "86 51 51 51" });
    await change({
      rev: 2,
      call: { displayNumber: "86 51 51 51", state: "failed", problem: { code: "no-login", message: "" } },
    });
    expect(screen.getByRole("alert")).toHaveTextContent("no-login");
    await user.keyboard("2");
    expect(bridge.inputsOf("bar.clear")).toHaveLength(1);
  });

  test("opened anew it begins anew; what is older is dropped", async () => {
    const { field, change } = await openBar({ text: "86 51 51 51", rev: 5 });
    await change({ rev: 4, opened: 2, text: "older" });
    expect(field).toHaveValue("86 51 51 51");
    await change({ rev: 6, opened: 2, text: "20 30 40 50" });
    expect(screen.getByRole("combobox")).toHaveValue("20 30 40 50");
    expect(screen.getByRole("combobox")).toHaveFocus();
  });

  test("language and theme are main's", async () => {
    await openBar({ theme: "dark" });
    expect(document.documentElement.lang).toBe("en");
    expect(document.documentElement.dataset.theme).toBe("dark");
  });
});
