import { expect, it } from "vitest";
import { OneAtATime } from "../../../relay/auth/one-at-a-time.ts";

it("does one after the other, refuses what is too much, and goes on after a failure", async () => {
  const order: string[] = [];
  const queue = new OneAtATime(2);
  let release = () => {};
  const first = queue.run(
    () =>
      new Promise<void>((_, reject) => {
        order.push("first begins");
        release = () => reject(new Error("broken"));
      }),
  );
  const second = queue.run(async () => void order.push("second"));
  expect(queue.run(async () => {})).toBeUndefined();
  await Promise.resolve();
  expect(order).toEqual(["first begins"]);
  release();
  await expect(first).rejects.toThrow("broken");
  await second;
  expect(order).toEqual(["first begins", "second"]);
  await expect(queue.run(async () => "third")).resolves.toBe("third");
});
