import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { configSchema } from "../../../relay/config/config.ts";
import { environmentVariables } from "../../../relay/config/environment.ts";
import { refusalReasons } from "../../../relay/limits/limits.ts";

const manual = readFileSync("docs/operations.md", "utf8");
const { limits } = configSchema.parse({
  accounts: [
    {
      id: "1",
      name: "A",
      hookSecrets: ["a-hook-secret-of-at-least-32-letters"],
      flexfone: { account: "1", hash: "x" },
    },
  ],
});

it.each(Object.entries(limits))("the manual gives the default of limits.%s", (field, value) => {
  const row = manual.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${field}\``));
  expect(row).toContain(`| ${value.toLocaleString("en")}`);
});

it.each(environmentVariables)("the manual names %s", (name) => {
  const short = name.replace("SIDETONE_RELAY_", "…_");
  expect(manual.includes(`\`${name}\``) || manual.includes(`\`${short}\``)).toBe(true);
});

it.each(refusalReasons)("the manual says what is counted as %s", (reason) => {
  expect(manual).toContain(`\`${reason}\``);
});
