import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastDigits } from "../../../relay/cli/redact-entry.ts";
import { connect, pairDevice, sendHook } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";
import { RelayProcess } from "./relay-process.ts";

const incoming = { EmployeeLocalNumber: "202", ANumber: "+4523456789", Calledphone: "2021", UniqueCallId: "100.1" };

describe("tail", () => {
  it("shows the newest entries with times, kinds, employees and calls, and no number", async () => {
    const operated = new OperatedRelay();
    const relay = await operated.start();
    await sendHook(relay, "incoming", incoming);
    await sendHook(relay, "incoming", { ...incoming, EmployeeLocalNumber: "203", UniqueCallId: "100.2" });
    await sendHook(relay, "ended", { UniqueCallId: "100.1", Duration: "0" });

    const { code, out } = await operated.run("tail");
    expect(code).toBe(0);
    const lines = out.split("\n");
    expect(lines[0]).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}4711 {2}#1 {2}202 {2}incoming {2}call 100\.1 {2}number …89$/,
    );
    expect(out).toMatch(/203 {2}incoming {2}call 100\.2/);
    expect(out).toMatch(/202 {2}ended {2}call 100\.1/);
    expect(out).not.toContain("23456789");

    expect((await operated.run("tail", "--lines", "1")).out.split("\n")).toEqual([lines.at(-1)]);
    expect((await operated.run("tail", "--employee", "203")).out).not.toMatch(/ {2}202 {2}/);
  });

  it("shows what employees dialled without the number", async () => {
    const operated = new OperatedRelay();
    const relay = await operated.start();
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    const dial = { id: "d1", callee: "004623456789", device: "2021", at: 1 };
    for (const failed of [false, true]) client.socket.send(JSON.stringify({ type: "dial", dial: { ...dial, failed } }));
    await client.until("both are kept", ({ messages }) => messages.filter(({ type }) => type === "dial").length === 2);
    const { out } = await operated.run("tail");
    expect(out).toMatch(/202 {2}dial {2}number …89 {2}phone 2021\n.* {2}dial failed {2}number …89 {2}phone 2021$/);
    expect(out).not.toContain("23456789");
  });

  it("--follow goes on with what comes, while the relay runs", async () => {
    const operated = new OperatedRelay();
    const relay = await operated.start();
    await sendHook(relay, "incoming", incoming);
    const tail = new RelayProcess("tail", "--follow", "--config", operated.configFile);
    await tail.until("the first entry is shown", (out) => out.includes("call 100.1"));
    await sendHook(relay, "incoming", { ...incoming, UniqueCallId: "100.7" });
    await tail.until("the second entry is shown", (out) => out.includes("call 100.7"));
    expect(tail.out.split("\n").filter((line) => line !== "")).toHaveLength(2);
  });

  it.each([
    ["--lines", "many"],
    ["--lines", "-1"],
    ["--account", "4712"],
    ["--employee", "Mette"],
  ])("%s %s is refused as wrong usage", async (...words) => {
    expect(await new OperatedRelay().run("tail", `${words[0]}=${words[1]}`)).toMatchObject({ code: 2 });
  });

  it("of a relay that has never run says where it looked", async () => {
    const operated = new OperatedRelay();
    const { code, err } = await operated.run("tail");
    expect(code).toBe(1);
    expect(err).toContain(operated.dataDir);
  });

  it("never shows more than two digits of a number, nor a whole one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[\d ()-]{1,20}$/), (number) => {
        const shown = lastDigits(number).replace(/\D/g, "");
        const whole = number.replace(/\D/g, "");
        expect(shown.length).toBeLessThanOrEqual(2);
        expect(whole.endsWith(shown)).toBe(true);
        if (whole !== "") expect(shown).not.toBe(whole);
      }),
    );
  });
});
