import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sendHook } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";

const call = { EmployeeLocalNumber: "202", ANumber: "23456789", Calledphone: "2021", UniqueCallId: "100.1" };
const another = { EmployeeLocalNumber: "203", ANumber: "34567890", Calledphone: "2031", UniqueCallId: "200.1" };

function bytesOf({ dataDir }: OperatedRelay): string {
  return ["relay.db", "relay.db-wal"].map((name) => readFileSync(join(dataDir, name), "latin1")).join("");
}

describe("erase", () => {
  it("--number deletes its calls beside a running relay, to the last byte, and says how many entries went", async () => {
    const operated = new OperatedRelay();
    const relay = await operated.start();
    await sendHook(relay, "incoming", call);
    await sendHook(relay, "ended", { UniqueCallId: call.UniqueCallId, Duration: "5" });
    await sendHook(relay, "incoming", another);

    const refused = await operated.run("erase", "--number", "+45 23 45 67 89");
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
    expect(refused.err).not.toContain("23456789");
    expect(bytesOf(operated)).toContain(call.ANumber);

    const erased = await operated.run("erase", "--number", "+45 23 45 67 89", "--yes");
    expect(erased).toMatchObject({ code: 0, out: expect.stringContaining("2 entries") });
    expect(erased.out).not.toMatch(/\d{5}/);
    expect(bytesOf(operated)).not.toContain(call.ANumber);
    expect((await operated.run("tail")).out).toMatch(/^[^\n]*203 {2}incoming[^\n]*$/);

    // The relay goes on, with offsets that were never given out before.
    expect((await sendHook(relay, "incoming", { ...another, UniqueCallId: "300.1" })).status).toBe(200);
    expect((await operated.run("tail")).out).toContain("#4");
  });

  it("--employee deletes his stream", async () => {
    const operated = new OperatedRelay();
    const relay = await operated.start();
    await sendHook(relay, "incoming", call);
    await sendHook(relay, "incoming", another);
    const erased = await operated.run("erase", "--employee", "202", "--yes");
    expect(erased).toMatchObject({ code: 0, out: expect.stringContaining("1 entries") });
    expect((await operated.run("tail")).out).toMatch(/^[^\n]*#2 {2}203 {2}incoming[^\n]*$/);
  });

  it.each([
    [[]],
    [["--number", "23456789", "--employee", "202"]],
    [["--number", "Mette"]],
    [["--employee", "Mette"]],
    [["--number", "12"]],
  ])("with %j is refused as wrong usage", async (words) => {
    expect(await new OperatedRelay().run("erase", ...words, "--yes")).toMatchObject({ code: 2 });
  });
});
