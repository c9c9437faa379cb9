import { expect, it } from "vitest";
import { cleanMessage } from "../../../shared/flexfone/clean-message.ts";

it.each([
  ["Kaldsflowet er låst", "Kaldsflowet er låst"],
  ["Linje 1\r\n\tLinje 2\u0000\u200b", "Linje 1 Linje 2"],
  ["Nummeret 86515151 er optaget", "Nummeret •••51 er optaget"],
  ["Nummeret +45 86 51 51 51 er optaget", "Nummeret •••51 er optaget"],
  ["Lokalnummer 202 findes ikke, fejl 1234", "Lokalnummer 202 findes ikke, fejl 1234"],
  ["hash=T0pS3cret&x er forkert for T0pS3cret", "hash=•••&x er forkert for •••"],
  ["192.168.10.12 svarer ikke", "192.168.10.12 svarer ikke"],
])("%j is shown as %j", (said, shown) => {
  expect(cleanMessage(said, ["T0pS3cret", ""])).toBe(shown);
});

it("is short", () => {
  expect(cleanMessage("fejl ".repeat(10_000), [])).toHaveLength(300);
});
