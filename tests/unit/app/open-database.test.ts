import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Migration, openDatabase, type Step } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const now = new Date("2026-11-23T09:00:00Z");
const createTable: Step = (database) => database.exec("CREATE TABLE things (name TEXT)");
const addColumn: Step = (database) => database.exec("ALTER TABLE things ADD COLUMN size INTEGER");
const rename: Migration = {
  breaks: true,
  step: (database) => database.exec("ALTER TABLE things RENAME COLUMN name TO title"),
};

describe("opening a database", () => {
  it("carries out the migrations that are missing, once each", () => {
    const file = join(temporaryFolder(), "things.db");
    openDatabase(file, [createTable], now).database.close();
    const { database } = openDatabase(file, [createTable, addColumn], now);
    expect(database.pragma("user_version", { simple: true })).toBe(2);
    expect(() => database.exec("INSERT INTO things (name, size) VALUES ('a', 1)")).not.toThrow();
    database.close();
  });

  it("leaves the former schema where a migration fails", () => {
    const file = join(temporaryFolder(), "things.db");
    const broken: Migration = (database) => {
      addColumn(database);
      throw new Error("power cut");
    };
    expect(() => openDatabase(file, [createTable, broken], now)).toThrow("power cut");
    const { database } = openDatabase(file, [createTable, addColumn], now);
    expect(database.pragma("user_version", { simple: true })).toBe(2);
    database.close();
  });

  it("keeps a damaged file under a dated name and makes a fresh one", () => {
    const folder = temporaryFolder();
    const file = join(folder, "things.db");
    writeFileSync(file, "this is no database, but it may be worth something to somebody");
    const { database, recoveredFrom } = openDatabase(file, [createTable], now);
    expect(recoveredFrom).toBe(`${file}.damaged-2026-11-23T09-00-00-000Z`);
    expect(readFileSync(String(recoveredFrom), "utf8")).toContain("worth something");
    expect(database.prepare("SELECT count(*) AS n FROM things").get()).toEqual({ n: 0 });
    database.close();
  });

  it("finds damage inside a file that begins like a database", () => {
    const folder = temporaryFolder();
    const file = join(folder, "things.db");
    const { database } = openDatabase(file, [createTable], now);
    const insert = database.prepare("INSERT INTO things (name) VALUES (?)");
    for (let n = 0; n < 5000; n += 1) insert.run(`thing ${n}`);
    database.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096, 4096 * 8);
    writeFileSync(file, bytes);
    const reopened = openDatabase(file, [createTable], now);
    expect(reopened.recoveredFrom).toBeDefined();
    expect(readdirSync(folder).some((name) => name.includes(".damaged-"))).toBe(true);
    reopened.database.close();
  });
});

describe("going back to an older version of the app", () => {
  const later = new Date("2026-11-24T09:00:00Z");
  const muchLater = new Date("2026-11-25T09:00:00Z");

  it("goes on with a file that the newer one only added to, and the newer one with what was written meanwhile", () => {
    const file = join(temporaryFolder(), "things.db");
    const newer = openDatabase(file, [createTable, addColumn], now).database;
    newer.exec("INSERT INTO things (name, size) VALUES ('a', 1)");
    newer.close();
    const older = openDatabase(file, [createTable], later);
    expect(older.newerKept).toBeUndefined();
    older.database.exec("INSERT INTO things (name) VALUES ('b')");
    older.database.close();
    const again = openDatabase(file, [createTable, addColumn], muchLater).database;
    expect(again.prepare("SELECT name, size FROM things ORDER BY name").all()).toEqual([
      { name: "a", size: 1 },
      { name: "b", size: null },
    ]);
    again.close();
  });

  it("keeps a file that it cannot understand, begins a fresh one, and the newer version takes its own back", () => {
    const folder = temporaryFolder();
    const file = join(folder, "things.db");
    const newer = openDatabase(file, [createTable, rename], now).database;
    newer.exec("INSERT INTO things (title) VALUES ('of the newer')");
    newer.close();

    const older = openDatabase(file, [createTable], later);
    expect(older.newerKept).toBe(`${file}.newer-2026-11-24T09-00-00-000Z`);
    expect(older.recoveredFrom).toBeUndefined();
    older.database.exec("INSERT INTO things (name) VALUES ('of the older')");
    older.database.close();
    // A second start with the older version changes nothing more.
    const second = openDatabase(file, [createTable], later);
    expect(second.newerKept).toBeUndefined();
    second.database.close();

    const again = openDatabase(file, [createTable, rename], muchLater).database;
    expect(again.prepare("SELECT title FROM things").pluck().all()).toEqual(["of the newer"]);
    again.close();
    expect(
      readdirSync(folder)
        .filter((name) => name.includes(".db."))
        .sort(),
    ).toEqual(["things.db.older-2026-11-25T09-00-00-000Z"]);
  });

  it("does not touch a file of a newer version that says nothing about older ones", () => {
    const folder = temporaryFolder();
    const file = join(folder, "things.db");
    const newer = openDatabase(file, [createTable, addColumn], now).database;
    newer.exec("DROP TABLE schema_reader");
    newer.close();
    const before = readFileSync(file);
    const older = openDatabase(file, [createTable], later);
    older.database.close();
    expect(readFileSync(String(older.newerKept)).equals(before)).toBe(true);
  });

  it("keeps what was not yet in the file itself but in its journal", () => {
    const file = join(temporaryFolder(), "things.db");
    const newer = openDatabase(file, [createTable, rename], now).database;
    newer.exec("INSERT INTO things (title) VALUES ('a')");
    // As after a crash: nothing was written back.
    const copy = join(temporaryFolder(), "things.db");
    for (const suffix of ["", "-wal"]) writeFileSync(copy + suffix, readFileSync(file + suffix));
    newer.close();
    const older = openDatabase(copy, [createTable], later);
    older.database.close();
    const again = openDatabase(copy, [createTable, rename], muchLater).database;
    expect(again.prepare("SELECT title FROM things").pluck().all()).toEqual(["a"]);
    again.close();
  });
});
