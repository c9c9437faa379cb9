import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  DatabaseFromFutureError,
  type Migration,
  openDatabase,
} from "../../../electron/main/adapters/sqlite/open-database.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const now = new Date("2026-11-23T09:00:00Z");
const createTable: Migration = (database) => database.exec("CREATE TABLE things (name TEXT)");
const addColumn: Migration = (database) => database.exec("ALTER TABLE things ADD COLUMN size INTEGER");

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

  it("refuses a file of a newer version and leaves it as it is", () => {
    const file = join(temporaryFolder(), "things.db");
    openDatabase(file, [createTable, addColumn], now).database.close();
    expect(() => openDatabase(file, [createTable], now)).toThrow(DatabaseFromFutureError);
    expect(() => openDatabase(file, [createTable], now)).toThrow("Install the newest version");
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
