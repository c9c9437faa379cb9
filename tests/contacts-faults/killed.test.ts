import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { SeededRandom } from "../relay-faults/seeded-random.ts";
import { addressBook } from "./address-books.ts";
import { ImportProcess } from "./import-process.ts";
import { openContacts } from "./open-contacts.ts";

const KILLS = 12;
const FORMER = 500;
const LATTER = 8_000;
const SOURCE = "kunder";

it(`killed ${KILLS} times in an import, a source has the contacts that it had, or the new ones, and nothing is left over`, async () => {
  const files = temporaryFolder();
  const folder = join(temporaryFolder(), "contacts");
  const former = { folder, source: SOURCE, files: [addressBook(files, FORMER, 1)] };
  const latter = { folder, source: SOURCE, files: [addressBook(files, LATTER, 2)] };
  const random = new SeededRandom("kills");

  const began = performance.now();
  expect(await ImportProcess.run(latter)).toMatchObject({ ok: true, contacts: LATTER });
  const took = performance.now() - began;
  const after = await state(folder);
  expect(await ImportProcess.run(former)).toMatchObject({ ok: true, contacts: FORMER });
  const before = await state(folder);
  expect(before.contents).toHaveLength(FORMER);

  const ends = { former: 0, latter: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const process = await ImportProcess.start(latter);
    // Every other one near the end, where the new contacts take the place of the former.
    const moment = random.between(kill % 2 === 0 ? 0 : Math.floor(took * 0.8), Math.ceil(took));
    await Promise.race([process.over(), passed(moment)]);
    await process.kill();
    const { contents, files: left } = await state(folder);
    if (process.outcome === undefined && contents.length === FORMER) {
      expect(contents).toEqual(before.contents);
      ends.former += 1;
    } else {
      expect(contents).toEqual(after.contents);
      ends.latter += 1;
      expect(await ImportProcess.run(former)).toMatchObject({ ok: true, contacts: FORMER });
    }
    // Of half an import nothing takes room when the app has started again.
    expect(left).toHaveLength(before.files.length);
  }
  console.log(`killed imports: ${ends.former} left the former state, ${ends.latter} were over`);
  expect(ends.former).toBeGreaterThan(0);
  expect(await ImportProcess.run(latter)).toMatchObject({ ok: true, contacts: LATTER });
  expect((await state(folder)).contents).toEqual(after.contents);
});

it("killed in the first import of all, the app starts with no contacts of that source and takes the next", async () => {
  const files = temporaryFolder();
  const folder = join(temporaryFolder(), "contacts");
  const order = { folder, source: SOURCE, files: [addressBook(files, LATTER, 2, "csv")] };
  const process = await ImportProcess.start(order);
  await process.told();
  await process.kill();
  expect(await state(folder)).toEqual({ contents: [], files: [] });
  expect(await ImportProcess.run(order)).toMatchObject({ ok: true, contacts: LATTER });
});

it("killed in the import of one source, the others have what they had", async () => {
  const files = temporaryFolder();
  const folder = join(temporaryFolder(), "contacts");
  await ImportProcess.run({ folder, source: "andre", files: [addressBook(files, FORMER, 1)] });
  const others = (await state(folder, "andre")).contents;
  const process = await ImportProcess.start({ folder, source: SOURCE, files: [addressBook(files, LATTER, 2)] });
  await process.told();
  await process.kill();
  expect((await state(folder, "andre")).contents).toEqual(others);
  expect((await state(folder)).contents).toEqual([]);
});

/** What the app finds when it starts. */
async function state(folder: string, source = SOURCE): Promise<{ contents: string[]; files: string[] }> {
  const contacts = openContacts(folder);
  try {
    return { contents: contacts.contents(source), files: readdirSync(folder) };
  } finally {
    await contacts.close();
  }
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
