import { expect, it } from "vitest";
import { isOlderVersion } from "../../../electron/main/services/version-order.ts";

it.each([
  ["0.1.0", "0.2.0", true],
  ["0.9.0", "0.10.0", true],
  ["1.0.0", "0.9.9", false],
  ["1.2.3", "1.2.3", false],
  ["1.2", "1.2.1", true],
  ["1.2.3-beta", "1.2.3", false],
])("%s is older than %s: %s", (version, other, older) => {
  expect(isOlderVersion(version, other)).toBe(older);
});
