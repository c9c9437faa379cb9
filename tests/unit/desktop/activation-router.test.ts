import { expect, it } from "vitest";
import { ActivationRouter } from "../../../electron/main/adapters/electron/activation-router.ts";
import type { NotificationEvent } from "../../../electron/main/ports/notifier.ts";

function setUp() {
  const router = new ActivationRouter();
  const heard: NotificationEvent[] = [];
  router.onEvent((event) => heard.push(event));
  return { router, heard };
}
const click = { type: "click", id: "call:1" } as const;

it("the same touch told twice counts once; another kind, another notification and a new showing count anew", () => {
  const { router, heard } = setUp();
  const action = { type: "action", id: "call:1", action: "open" } as const;
  router.route(click, "1");
  router.route(click, "1");
  router.route(action, "1");
  router.route(action, "1");
  router.route({ ...click, id: "call:2" }, "1");
  expect(heard).toEqual([click, action, { ...click, id: "call:2" }]);
  router.route(click, "2");
  // The late echo of the first.
  router.route(click, "1");
  expect(heard).toHaveLength(4);
});

it("remembers no more than a day has use for", () => {
  const { router, heard } = setUp();
  for (let showing = 0; showing < 1_000; showing += 1) router.route(click, String(showing));
  router.route(click, "999");
  expect(heard).toHaveLength(1_000);
});
