import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { hiddenCall, idleSnapshot, NOW, ringingCall, talkingCall } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

test("an incoming call shows name, company, number and line, and is announced at once", async () => {
  const { bridge } = await openWindow(idleSnapshot());
  expect(screen.queryByRole("region", { name: "Calls right now" })).not.toBeInTheDocument();

  await main(() => bridge.change({ liveCalls: [ringingCall()] }));

  const live = screen.getByRole("region", { name: "Calls right now" });
  const card = within(live).getByRole("article", { name: "Jens Østergaard" });
  expect(card).toHaveTextContent("Ringing · via Hovednummer");
  expect(card).toHaveTextContent("Vestas Service A/S · +45 86 51 51 51");
  expect(screen.getByRole("alert")).toHaveTextContent(
    "Incoming call from Jens Østergaard, Vestas Service A/S via Hovednummer",
  );
});

test("a hidden caller is called that", async () => {
  await openWindow(idleSnapshot({ liveCalls: [hiddenCall()] }));
  expect(screen.getByRole("article", { name: "Hidden number" })).toBeInTheDocument();
  expect(document.body).not.toHaveTextContent("undefined");
});

test("two calls at once are two cards, and the conversation counts its time", async () => {
  await openWindow(idleSnapshot({ liveCalls: [hiddenCall(), talkingCall({ answeredAt: Date.now() - 252_000 })] }));
  expect(screen.getAllByRole("article")).toHaveLength(2);
  expect(screen.getByRole("timer", { name: "Talk time" })).toHaveTextContent(/^4:1\d$/);
});

test("a call that a colleague took says who", async () => {
  const { bridge } = await openWindow(idleSnapshot({ liveCalls: [ringingCall()] }));
  await main(() =>
    bridge.change({
      liveCalls: [
        ringingCall({
          phase: "ended",
          outcome: "answered-elsewhere",
          answeredBy: { localNumber: "204", name: "Mette" },
          endedAt: NOW,
        }),
      ],
    }),
  );
  expect(screen.getByRole("article")).toHaveTextContent("Answered by Mette");
  expect(screen.getByRole("alert")).toBeEmptyDOMElement();
});

test("a transferred call says from whom it came", async () => {
  await openWindow(idleSnapshot({ liveCalls: [talkingCall({ transferredFrom: "204" })] }));
  expect(screen.getByRole("article")).toHaveTextContent("transferred from 204");
});

test("a snapshot that is not newer changes nothing", async () => {
  const { bridge } = await openWindow(idleSnapshot({ rev: 5, liveCalls: [ringingCall()] }));
  await main(() => bridge.emit("snapshot.changed", idleSnapshot({ rev: 5 })));
  await main(() => bridge.emit("snapshot.changed", idleSnapshot({ rev: 4 })));
  expect(screen.getByRole("article")).toBeInTheDocument();
});

test("a newer snapshot that arrives before the answer to the first question is kept", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { bridge } = await openWindow(idleSnapshot({ rev: 1 }), [], (fake) =>
    fake.answer("snapshot.get", async () => {
      await promise;
      return { ok: true, value: idleSnapshot({ rev: 1 }) };
    }),
  );
  await main(() => bridge.change({ liveCalls: [ringingCall()] }));
  await main(resolve);
  expect(screen.getByRole("article")).toBeInTheDocument();
});
