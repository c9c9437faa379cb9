import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setRollout } from "./set-rollout.ts";

/**
 * Says how many get the version whose update files are in a folder, before they are uploaded:
 *
 *     npm run rollout -- dist 10        # 10 % of all computers
 *     npm run rollout -- dist 100       # everybody
 *     npm run rollout -- dist 0         # nobody more
 */
const [folder, percentage] = process.argv.slice(2);
if (folder === undefined || percentage === undefined) throw new Error("name a folder and a percentage");
const names = (await readdir(folder)).filter((name) => /^latest.*\.yml$/.test(name));
if (names.length === 0) throw new Error(`there is no update file in ${resolve(folder)}`);
for (const name of names) {
  const file = join(folder, name);
  await writeFile(file, setRollout(await readFile(file, "utf8"), Number(percentage)));
  console.log(`${name}: ${percentage} %`);
}
