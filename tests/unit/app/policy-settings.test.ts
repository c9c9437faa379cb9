import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readPolicySettings } from "../../../electron/main/adapters/settings/policy-settings.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const trusted = () => true;

it("a policy that cannot be read is told, and nothing is locked", () => {
  const folder = temporaryFolder();
  expect(readPolicySettings(join(folder, "none.json"), trusted).problems).toEqual([]);
  expect(readPolicySettings(folder, trusted).problems).toEqual([""]);
  writeFileSync(join(folder, "policy.json"), "{");
  expect(readPolicySettings(join(folder, "policy.json"), trusted)).toEqual({
    settings: {},
    defaults: {},
    problems: [""],
  });
});

it("a policy that others than administrators may have written is none, and that is told", () => {
  const file = join(temporaryFolder(), "policy.json");
  writeFileSync(file, '{"settings":{"dialLinks":"direct"}}');
  expect(readPolicySettings(file, trusted).settings).toEqual({ dialLinks: "direct" });
  expect(readPolicySettings(file, () => false)).toEqual({ settings: {}, defaults: {}, problems: [""] });
});
