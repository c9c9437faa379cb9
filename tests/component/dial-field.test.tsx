import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { RequestOutput, Result } from "../../shared/ipc/contract.ts";
import { dialling, history, idleSnapshot, ringingCall } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

const field = () => screen.getByRole("combobox", { name: "Number or name" });

test("a number is shown as it will be dialled, with its owner, and Enter dials it", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  expect(field()).toHaveFocus();

  await user.keyboard("86 51 51 51");
  const option = await screen.findByRole("option", { name: /Jens Østergaard.*\+45 86 51 51 51/ });
  expect(option).toHaveAttribute("aria-selected", "true");
  expect(field()).toHaveAttribute("aria-activedescendant", option.id);

  await user.keyboard("{Enter}");
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4586515151" }]);
  expect(field()).toHaveValue("");
});

test("a name gives suggestions; arrows choose, Enter dials the chosen one", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("jens");
  expect(await screen.findAllByRole("option")).toHaveLength(3);
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("option", { name: /Jens Peter Lund/ })).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{Enter}");
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4520304050" }]);
});

test("a suggestion can be clicked", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("mette");
  await user.click(await screen.findByRole("option", { name: /Mette Jensen/ }));
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "204" }]);
});

test("an older answer never overtakes a newer one", async () => {
  const answers = new Map<string, (result: Result<RequestOutput<"dial.preview">>) => void>();
  const { user } = await openWindow(idleSnapshot(), [], (bridge) =>
    bridge.answer("dial.preview", ({ text }) => new Promise((resolve) => answers.set(text, resolve))),
  );
  const answer = (text: string) =>
    main(() =>
      answers.get(text)?.({
        ok: true,
        value: { number: `+45${text}`, displayNumber: `dialled as ${text}`, suggestions: [] },
      }),
    );
  await user.keyboard("11111111");
  await waitFor(() => expect(answers.has("11111111")).toBe(true));
  await user.keyboard("{Escape}22222222");
  await waitFor(() => expect(answers.has("22222222")).toBe(true));

  await answer("22222222");
  expect(await screen.findByRole("option", { name: /dialled as 22222222/ })).toBeInTheDocument();
  await answer("11111111");
  expect(screen.getByRole("option", { name: /dialled as 22222222/ })).toBeInTheDocument();
  expect(screen.queryByRole("option", { name: /dialled as 11111111/ })).not.toBeInTheDocument();
});

test("Enter before the answer has come dials what was typed, not what was shown before", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("86515151");
  await screen.findByRole("option", { name: /Jens Østergaard/ });
  await user.clear(field());
  await user.keyboard("20304050{Enter}");
  await waitFor(() => expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4520304050" }]));
});

test("a second Enter does not dial twice", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { bridge, user } = await openWindow(idleSnapshot(), [], (fake) =>
    fake.answer("dial.start", async () => {
      await promise;
      return { ok: true, value: { dialId: "1" } };
    }),
  );
  await user.keyboard("86515151");
  await screen.findByRole("option");
  await user.keyboard("{Enter}{Enter}{Enter}");
  await main(resolve);
  expect(bridge.inputsOf("dial.start")).toHaveLength(1);
});

test("a text without a number says so, and Enter dials nothing", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("zzz{Enter}");
  expect(await screen.findByText("No number found. Type a phone number or a name.")).toBeVisible();
  expect(bridge.inputsOf("dial.start")).toEqual([]);
});

test("what main wants dialled stands in the field, selected", async () => {
  const { bridge } = await openWindow(idleSnapshot());
  await main(() => bridge.emit("window.show", { view: "callFlows" }));
  await main(() => bridge.emit("window.show", { view: "calls", dialText: "86 51 51 51" }));
  expect(field()).toHaveValue("86 51 51 51");
  expect(field()).toHaveFocus();
  expect(await screen.findByRole("option", { name: /Jens Østergaard/ })).toBeInTheDocument();
  expect(bridge.inputsOf("dial.start")).toEqual([]);
});

describe("when it cannot be dialled", () => {
  test("the login is missing: it says so and leads to the settings", async () => {
    const { user } = await openWindow(idleSnapshot(), [], (bridge) =>
      bridge.answer("dial.start", () => ({ ok: false, code: "no-login", message: "" })),
    );
    await user.keyboard("86515151");
    await screen.findByRole("option");
    await user.keyboard("{Enter}");
    const alert = await screen.findByText(/Sidetone needs your MyFone login/);
    expect(alert).toBeVisible();
    expect(field()).toHaveValue("86515151");
    await user.click(screen.getByRole("button", { name: "Settings" }));
    expect(screen.getByRole("tab", { name: "Settings" })).toHaveAttribute("aria-selected", "true");
  });

  test("the PBX refused: its own words are shown once, with another try", async () => {
    const problem = { code: "pbx-refused", message: "Nummeret er spærret" };
    const { bridge, user } = await openWindow(idleSnapshot(), [], (fake) =>
      fake.answer("dial.start", () => ({ ok: false, ...problem, code: "pbx-refused" })),
    );
    await user.keyboard("86515151");
    await screen.findByRole("option");
    await user.keyboard("{Enter}");
    await main(() => bridge.change({ dial: dialling({ state: "failed", problem }) }));
    expect(screen.getAllByText("Flexfone says: Nummeret er spærret")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(bridge.inputsOf("dial.start")).toHaveLength(2);
  });

  test("a code that nobody knows is still told, with the code for support", async () => {
    await openWindow(idleSnapshot({ dial: dialling({ state: "failed", problem: { code: "x-17", message: "?" } }) }));
    expect(screen.getByText(/Something went wrong in Sidetone/)).toBeVisible();
    expect(screen.getByText("Code: x-17")).toBeVisible();
  });
});

test("a call that is being started tells its steps, and its card takes over", async () => {
  const { bridge } = await openWindow(idleSnapshot({ dial: dialling({ state: "asking" }) }), history());
  const live = screen.getByRole("region", { name: "Calls right now" });
  expect(live).toHaveTextContent("Starting the call …");
  await main(() => bridge.change({ dial: dialling() }));
  expect(live).toHaveTextContent("Your phone rings – lift Yealink T54W");
  expect(live).toHaveTextContent("Then calls Jens Østergaard (+45 86 51 51 51)");
  await main(() =>
    bridge.change({ liveCalls: [ringingCall({ direction: "outgoing", phase: "calling", dialId: "dial-1" })] }),
  );
  expect(within(live).getByRole("article")).toHaveTextContent("Calling");
  expect(live).not.toHaveTextContent("Your phone rings");
});

test("Esc clears the field first and hides the window next", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("jens{Escape}");
  expect(field()).toHaveValue("");
  expect(bridge.inputsOf("window.hide")).toHaveLength(0);
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(1);
});
