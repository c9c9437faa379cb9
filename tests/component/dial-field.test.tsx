import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { RequestOutput, Result } from "../../shared/ipc/contract.ts";
import { dialling, history, idleSnapshot, ringingCall } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

/** What stands in the list; the phones to call from are options too. */
const offered = async () => within(await screen.findByRole("listbox", { name: /Suggestions|Recent numbers/ }));
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
  expect((await offered()).getAllByRole("option")).toHaveLength(3);
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
  expect((await offered()).getByRole("option")).toBeVisible();
  await user.keyboard("{Enter}{Enter}{Enter}");
  expect(screen.getByText("You are already calling. One call at a time.")).toBeVisible();
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
    expect((await offered()).getByRole("option")).toBeVisible();
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
    expect((await offered()).getByRole("option")).toBeVisible();
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

test("a call that is being started tells its steps in one card, which the call's own takes over", async () => {
  const { bridge } = await openWindow(idleSnapshot({ dial: dialling({ state: "asking" }) }), history());
  const live = screen.getByRole("region", { name: "Calls right now" });
  expect(live).toHaveTextContent("Starting the call …");
  expect(screen.getAllByRole("status").map(({ textContent }) => textContent)).toContain("Starting the call …");
  await main(() => bridge.change({ dial: dialling() }));
  const card = () => within(live).getByRole("article", { name: "Jens Østergaard" });
  expect(card()).toHaveTextContent("Your phone rings – lift Yealink T54W");
  expect(card()).toHaveTextContent("The call is placed as soon as you have lifted the receiver.");
  const before = card().querySelector(".call-card-text")?.textContent;
  const call = ringingCall({ direction: "outgoing", phase: "lift-phone", dialId: "dial-1" });
  const { lineName: _, ...outgoing } = call;
  await main(() => bridge.change({ liveCalls: [outgoing] }));
  expect(card().querySelector(".call-card-text")?.textContent).toBe(before);
  await main(() => bridge.change({ liveCalls: [{ ...outgoing, phase: "calling" }] }));
  expect(card()).toHaveTextContent("Calling");
  expect(live).not.toHaveTextContent("Your phone rings");
});

test.each([
  ["own-phone", "You did not lift the receiver"],
  ["callee", "No answer or busy"],
] as const)("which leg was not lifted (%s) is said", async (notLifted, words) => {
  const ended = ringingCall({ direction: "outgoing", phase: "ended", outcome: "no-answer", dialId: "d", notLifted });
  await openWindow(idleSnapshot({ liveCalls: [ended] }));
  expect(screen.getByRole("article", { name: "Jens Østergaard" })).toHaveTextContent(words);
});

test("where the PBX did not answer, it says that the phone may ring, and offers no second try", async () => {
  const problem = { code: "pbx-timeout", message: "no answer within 15 s" };
  const { bridge, user } = await openWindow(idleSnapshot({ dial: dialling({ state: "unsure", problem }) }));
  expect(screen.getByText(/Your phone may still ring/)).toBeVisible();
  expect(screen.getByText("Code: pbx-timeout")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(bridge.inputsOf("dial.dismiss")).toHaveLength(1);
});

describe("before dialling", () => {
  test.each([
    ["112", /112.*Emergency number\. Flexfone rings your own phone first/],
    ["90121314", /90 12 13 14.*Premium-rate number/],
    ["+46812345678", /\+46 8 123 456 78.*Abroad: Sweden/],
  ])("%s is marked", async (text, words) => {
    const { user } = await openWindow(idleSnapshot());
    await user.keyboard(text);
    expect(await screen.findByRole("option", { name: words })).toBeVisible();
  });

  test("the country is named in the language shown", async () => {
    const { user } = await openWindow(idleSnapshot({ locale: "da" }));
    await user.keyboard("+46812345678");
    expect(await screen.findByRole("option", { name: /Udlandet: Sverige/ })).toBeVisible();
  });

  test("the phone to call from is chosen in one step, and remembered", async () => {
    const { bridge, user } = await openWindow(idleSnapshot());
    const phones = screen.getByRole("combobox", { name: "Call from" });
    expect(phones).toHaveDisplayValue("Yealink T54W");
    await user.selectOptions(phones, "My active profile");
    expect(bridge.inputsOf("settings.update")).toEqual([{ device: "" }]);
    expect(phones).toHaveDisplayValue("My active profile");
  });
});

describe("with nothing typed", () => {
  test("whom she spoke with lately is offered when she asks, by keyboard alone", async () => {
    const { bridge, user } = await openWindow(idleSnapshot());
    expect(field()).toHaveFocus();
    expect(screen.queryByRole("listbox", { name: "Recent numbers" })).not.toBeInTheDocument();
    await user.keyboard("{ArrowDown}");
    expect((await offered()).getAllByRole("option")).toHaveLength(2);
    expect(screen.getByRole("option", { name: /Karen Blichfeldt/ })).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4533121416" }]);
  });

  test("Enter puts the last number in, and Enter again dials it", async () => {
    const { bridge, user } = await openWindow(idleSnapshot());
    await user.keyboard("{Enter}");
    expect(field()).toHaveValue("+45 33 12 14 16");
    expect(bridge.inputsOf("dial.start")).toEqual([]);
    await screen.findByRole("option", { name: /33 12 14 16/ });
    await user.keyboard("{Enter}");
    expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4533121416" }]);
  });

  test("Enter does nothing while a call is being started", async () => {
    const { user } = await openWindow(idleSnapshot({ dial: dialling() }));
    await user.keyboard("{Enter}");
    expect(field()).toHaveValue("");
  });

  test("a press dials the last number once more", async () => {
    const { bridge, user } = await openWindow(idleSnapshot());
    await user.click(await screen.findByRole("button", { name: "Redial +45 33 12 14 16" }));
    expect(bridge.inputsOf("dial.start")).toEqual([{ number: "+4533121416" }]);
  });

  test("Esc closes the list first and hides the window next", async () => {
    const { bridge, user } = await openWindow(idleSnapshot());
    await user.keyboard("{ArrowDown}");
    await offered();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("listbox", { name: "Recent numbers" })).not.toBeInTheDocument();
    expect(bridge.inputsOf("window.hide")).toHaveLength(0);
    await user.keyboard("{Escape}");
    expect(bridge.inputsOf("window.hide")).toHaveLength(1);
  });
});

test("a colleague on the phone can be called", async () => {
  const colleagues = [{ localNumber: "203", name: "Jonas Bjerregaard", state: "talking" as const }];
  const { bridge, user } = await openWindow(idleSnapshot({ colleagues }));
  await user.click(screen.getByRole("button", { name: "Call Jonas Bjerregaard" }));
  expect(bridge.inputsOf("dial.start")).toEqual([{ number: "203" }]);
});

test("Esc clears the field first and hides the window next", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("jens{Escape}");
  expect(field()).toHaveValue("");
  expect(bridge.inputsOf("window.hide")).toHaveLength(0);
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.hide")).toHaveLength(1);
});

test("main is told what stands in the field, so that a page that is lost comes back with it", async () => {
  const { bridge, user } = await openWindow(idleSnapshot());
  await user.keyboard("86 5");
  expect(bridge.inputsOf("window.remember").at(-1)).toEqual({ view: "calls", dialText: "86 5" });
  await user.keyboard("{Escape}");
  expect(bridge.inputsOf("window.remember").at(-1)).toEqual({ view: "calls" });
});
