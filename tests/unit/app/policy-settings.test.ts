import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPolicySettings } from "../../../electron/main/adapters/settings/policy-settings.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

it("a policy that cannot be read is told, and nothing is locked", () => {
  const folder = temporaryFolder();
  expect(readPolicySettings(join(folder, "none.json")).problems).toEqual([]);
  expect(readPolicySettings(folder).problems).toEqual([""]);
  writeFileSync(join(folder, "policy.json"), "{");
  expect(readPolicySettings(join(folder, "policy.json"))).toEqual({ settings: {}, defaults: {}, problems: [""] });
});
