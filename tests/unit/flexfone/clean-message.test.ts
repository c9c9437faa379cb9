import { expect, it } from "vitest";
import { cleanMessage } from "../../../shared/flexfone/clean-message.ts";

it.each([
  ["Kaldsflowet er låst", "Kaldsflowet er låst"],
  ["Linje 1\r\n\tLinje 2\u0000\u200b", "Linje 1 Linje 2"],
  ["Nummeret 86515151 er optaget", "Nummeret •••51 er optaget"],
  ["Nummeret +45 86 51 51 51 er optaget", "Nummeret •••51 er optaget"],
  ["Lokalnummer 202 findes ikke, fejl 1234", "Lokalnummer 202 findes ikke, fejl 1234"],
  ["hash=T0pS3cret&x er forkert for T0pS3cret", "hash=•••&x er forkert for •••"],
  [
    "No HTTP resource matches 'https://pbx.example/api/Kald?account=4711&hash=T0pS3cret&password=T%c3%b8p+1&x=2'.",
    "No HTTP resource matches 'https://pbx.example/api/Kald?account=•••&hash=•••&password=•••&x=2'.",
  ],
  ["192.168.10.12 svarer ikke", "192.168.10.12 svarer ikke"],
])("%j is shown as %j", (said, shown) => {
  expect(cleanMessage(said, ["T0pS3cret", ""])).toBe(shown);
});

it("holds no half of a secret, wherever it is cut", () => {
  for (const spaces of [1_195, 1_198, 1_200]) {
    expect(cleanMessage(`fejl${" ".repeat(spaces)}T0pS3cret`, ["T0pS3cret"])).not.toContain("T0p");
  }
});

it("is short", () => {
  expect(cleanMessage("fejl ".repeat(10_000), [])).toHaveLength(300);
});
