import { expect, it } from "vitest";
import { RememberedCallers } from "../../../electron/main/services/remembered-callers.ts";
import type { Caller } from "../../../shared/ipc/snapshot.ts";

function setUp() {
  const asked: string[] = [];
  const names = new Map([
    ["86515151", 0],
    ["70151515", 2],
  ]);
  const find = (number: string | undefined): Caller | undefined => {
    asked.push(number ?? "none");
    const others = names.get(number ?? "");
    if (others === undefined) return undefined;
    const reason = { how: "exact", label: "work", others, sourceName: "Kunder.csv", sourceKind: "file" } as const;
    return { kind: "contact", name: `Anna ${asked.length}`, reason };
  };
  return { asked, callers: new RememberedCallers({ find, nameOfLocalNumber: () => "Mette" }) };
}

it("asks once for each number, nobody's too, and for those hidden never", () => {
  const { asked, callers } = setUp();
  expect(callers.find(undefined)).toBeUndefined();
  for (let n = 0; n < 3; n += 1) {
    expect(callers.find("86515151")?.name).toBe("Anna 1");
    expect(callers.displayNumber("86515151")).toBe("86 51 51 51");
    expect(callers.find("20304050")).toBeUndefined();
  }
  expect(asked).toEqual(["86515151", "20304050"]);
});

it("asks anew for all, or for those that several have, when told that it may be another", () => {
  const { asked, callers } = setUp();
  const look = () => ["86515151", "70151515"].map((number) => callers.find(number)?.name);
  expect(look()).toEqual(["Anna 1", "Anna 2"]);
  callers.forgetShared();
  expect(look()).toEqual(["Anna 1", "Anna 3"]);
  callers.forget();
  expect(look()).toEqual(["Anna 4", "Anna 5"]);
  expect(asked).toHaveLength(5);
});

it("remembers so many and no more", () => {
  const { asked, callers } = setUp();
  for (let n = 0; n <= 500; n += 1) callers.find(String(20_000_000 + n));
  callers.find("20000500");
  expect(asked).toHaveLength(501);
  callers.find("20000000");
  expect(asked).toHaveLength(502);
});
