import { expect, test } from "vitest";
import { DEFAULT_FOLDER } from "../../tools/bench/relay/bench-folder.ts";
import { runSoak } from "../../tools/bench/relay/run-soak.ts";
import { soakProblems } from "../../tools/bench/relay/soak-result.ts";

test("2,000 clients under a minute of calls, reconnects, slow clients and revocations: nothing lost, memory flat", async () => {
  const result = await runSoak({ clients: 2_000, seconds: 60, folder: DEFAULT_FOLDER, say: () => {} });
  expect(soakProblems(result)).toEqual([]);
  expect(result.reconnected).toBeGreaterThan(0);
  expect(result.stalled).toBeGreaterThan(0);
  expect(result.revoked).toBeGreaterThan(0);
});
