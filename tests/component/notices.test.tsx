import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Notice } from "../../shared/ipc/snapshot.ts";
import { idleSnapshot, NOW, unpairedSnapshot } from "../fakes/fixture-snapshots.ts";
import { openWindow } from "./render-window.tsx";

const log = () => screen.getByRole("log", { name: "Messages" });
const MINUTE = 60_000;

test.each<[string, Notice["values"], string | RegExp]>([
  [
    "gap",
    { from: NOW - 120 * MINUTE, to: NOW - 82 * MINUTE, calls: 2, complete: 1 },
    /offline \d\d:03–\d\d:41: 2 calls came in$/,
  ],
  ["gap", { from: NOW - 120 * MINUTE, to: NOW, calls: 1 }, /: 1 call came in$/],
  ["gap", { from: NOW - 120 * MINUTE, to: NOW, calls: 0, complete: 0 }, /: no calls came in More calls may be missing/],
  [
    "settings-recovered",
    { file: "settings.2026-05-12.json" },
    /settings could not be read.*settings\.2026-05-12\.json/,
  ],
  ["database-recovered", { file: "calls.2026-05-12.db" }, /list of calls could not be read.*calls\.2026-05-12\.db/],
  ["database-newer", { file: "calls.db.newer-2026" }, /newer Sidetone wrote.*calls\.db\.newer-2026/],
  ["secrets-unavailable", {}, /keychain is not available/],
  ["enrolment-failed", { problem: "it is used up" }, /could not be used \(it is used up\)\. Ask/],
  ["update-needed", { version: "0.3.0" }, /needs Sidetone 0\.3\.0 or newer/],
  ["update-ready", { version: "0.3.0" }, /Sidetone 0\.3\.0 is ready\..*Restart now$/],
  ["updated", { version: "0.3.0", news: "" }, /was updated to 0\.3\.0\.$/],
  ["updated", { version: "0.3.0", news: "Faster.\nQuieter." }, /New in Sidetone 0\.3\.0:Faster\.Quieter\.$/],
])("%s is told in words", async (kind, values, words) => {
  await openWindow(idleSnapshot({ notices: [{ id: "1", kind: kind as Notice["kind"], values }] }));
  expect(log().textContent).toMatch(words);
});

test("a notice goes when it is closed", async () => {
  const { bridge, user } = await openWindow(
    idleSnapshot({ notices: [{ id: "n7", kind: "secrets-unavailable", values: {} }] }),
  );
  await user.click(within(log()).getByRole("button", { name: "Close the message" }));
  expect(bridge.inputsOf("notices.dismiss")).toEqual([{ id: "n7" }]);
  expect(log()).toBeEmptyDOMElement();
});

test("notices are told before anybody is paired, too", async () => {
  await openWindow(
    unpairedSnapshot({ notices: [{ id: "1", kind: "settings-recovered", values: { file: "a.json" } }] }),
  );
  expect(log()).toHaveTextContent("a.json");
});

test("a newer version is restarted into on a yes", async () => {
  const { bridge, user } = await openWindow(
    idleSnapshot({ notices: [{ id: "n8", kind: "update-ready", values: { version: "0.3.0" } }] }),
  );
  await user.click(within(log()).getByRole("button", { name: "Restart now" }));
  expect(bridge.inputsOf("updates.restart")).toEqual([undefined]);
});
