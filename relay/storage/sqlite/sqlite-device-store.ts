import { randomBytes } from "node:crypto";
import type Database from "better-sqlite3";
import { z } from "zod";
import { defined } from "../../../shared/defined.ts";
import type {
  Device,
  DeviceStore,
  DeviceUse,
  Holder,
  Invitation,
  NewDevice,
  ShortCode,
  SuspensionReason,
} from "../device-store.ts";
import { Statements } from "./statements.ts";

const invitationSchema = z
  .object({ account: z.string(), employee: z.string(), expires_at: z.number() })
  .transform(({ account, employee, expires_at }): Invitation => ({ account, employee, expiresAt: expires_at }));
const deviceSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    employee: z.string(),
    name: z.string(),
    platform: z.string(),
    created_at: z.number(),
    last_used_at: z.number(),
    revoked_at: z.number().nullable(),
    suspended_at: z.number().nullable(),
    suspended_why: z.enum(["extension-gone", "extension-reassigned"]).nullable(),
    holder_name: z.string().nullable(),
    holder_email: z.string().nullable(),
  })
  .transform(
    ({
      created_at,
      last_used_at,
      revoked_at,
      suspended_at,
      suspended_why,
      holder_name,
      holder_email,
      ...device
    }): Device => ({
      ...device,
      createdAt: created_at,
      lastUsedAt: last_used_at,
      revokedAt: revoked_at ?? undefined,
      suspendedAt: suspended_at ?? undefined,
      suspendedWhy: suspended_why ?? undefined,
      holder:
        holder_name === null ? undefined : { name: holder_name, ...defined({ email: holder_email ?? undefined }) },
    }),
  );
const columns = `id, account, employee, name, platform, created_at, last_used_at, revoked_at, suspended_at, suspended_why,
  holder_name, holder_email`;

/** Devices and invitations in SQLite. */
export class SqliteDeviceStore implements DeviceStore {
  readonly #database: Database.Database;
  readonly #statements: Statements;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#statements = new Statements(database);
  }

  async salt(): Promise<string> {
    const fresh = randomBytes(16).toString("base64url");
    this.#statements.sql("INSERT OR IGNORE INTO meta (name, value) VALUES ('pairing-salt', ?)").run(fresh);
    const row = this.#statements.sql<{ value: string }>("SELECT value FROM meta WHERE name = 'pairing-salt'").get();
    return row?.value ?? fresh;
  }

  async addInvitation(
    codeHash: string,
    { account, employee, expiresAt }: Invitation,
    short?: ShortCode,
  ): Promise<void> {
    this.#statements
      .sql(`
        INSERT INTO invitations (code_hash, account, employee, expires_at, slot, tries_left)
        VALUES (@codeHash, @account, @employee, @expiresAt, @slot, @tries)
      `)
      .run({ codeHash, account, employee, expiresAt, slot: short?.slot ?? null, tries: short?.tries ?? 1 });
  }

  async tryShortCode(slot: string, codeHash: string, now: number): Promise<boolean> {
    return this.#database
      .transaction(() => {
        const found = this.#statements
          .sql("SELECT 1 FROM invitations WHERE code_hash = ? AND slot = ? AND expires_at > ? AND tries_left > 0")
          .get(codeHash, slot, now);
        if (found !== undefined) return true;
        this.#statements
          .sql(`
            UPDATE invitations SET tries_left = tries_left - 1
            WHERE slot = ? AND expires_at > ? AND used_at IS NULL AND tries_left > 0
          `)
          .run(slot, now);
        return false;
      })
      .immediate();
  }

  async findInvitation(codeHash: string, now: number): Promise<Invitation | undefined> {
    const row = this.#statements
      .sql(`
        SELECT account, employee, expires_at FROM invitations
        WHERE code_hash = ? AND used_at IS NULL AND expires_at > ? AND tries_left > 0
      `)
      .get(codeHash, now);
    return row === undefined ? undefined : invitationSchema.parse(row);
  }

  async redeem(codeHash: string, tokenHash: string, device: NewDevice, now: number): Promise<Device | undefined> {
    return this.#database.transaction(() => this.#redeem(codeHash, tokenHash, device, now)).immediate();
  }

  #redeem(codeHash: string, tokenHash: string, device: NewDevice, now: number): Device | undefined {
    const row = this.#statements
      .sql<{ used_by: string | null }>(
        "SELECT account, employee, expires_at, used_by FROM invitations WHERE code_hash = ? AND expires_at > ?",
      )
      .get(codeHash, now);
    const known = this.#find(tokenHash);
    if (row?.used_by === tokenHash) {
      return known?.revokedAt === undefined && known?.suspendedAt === undefined ? known : undefined;
    }
    if (row === undefined || known !== undefined) return undefined;
    const { changes } = this.#statements
      .sql(`
        UPDATE invitations SET used_at = ?, used_by = ?
        WHERE code_hash = ? AND used_at IS NULL AND expires_at > ? AND tries_left > 0
      `)
      .run(now, tokenHash, codeHash, now);
    if (changes === 0) return undefined;
    const { account, employee } = invitationSchema.parse(row);
    this.#statements
      .sql(`
        INSERT INTO devices (id, token_hash, account, employee, name, platform, created_at, last_used_at)
        VALUES (@id, @tokenHash, @account, @employee, @name, @platform, @now, @now)
      `)
      .run({ id: device.id, tokenHash, account, employee, name: device.name, platform: device.platform, now });
    return this.#find(tokenHash);
  }

  async findDevice(tokenHash: string): Promise<Device | undefined> {
    return this.#find(tokenHash);
  }

  async devices(account?: string): Promise<Device[]> {
    return this.#statements
      .sql(`SELECT ${columns} FROM devices WHERE account = @account OR @account IS NULL ORDER BY created_at, id`)
      .all({ account: account ?? null })
      .map((row) => deviceSchema.parse(row));
  }

  async touch(uses: readonly DeviceUse[]): Promise<void> {
    const statement = this.#statements.sql(
      "UPDATE devices SET last_used_at = @at WHERE account = @account AND id = @id AND last_used_at < @at",
    );
    this.#database
      .transaction(() => {
        for (const { account, id, at } of uses) statement.run({ account, id, at });
      })
      .immediate();
  }

  async setHolder(account: string, id: string, { name, email }: Holder): Promise<void> {
    this.#statements
      .sql("UPDATE devices SET holder_name = ?, holder_email = ? WHERE account = ? AND id = ? AND holder_name IS NULL")
      .run(name, email ?? null, account, id);
  }

  async revoke(account: string, id: string, now: number): Promise<boolean> {
    const { changes } = this.#statements
      .sql("UPDATE devices SET revoked_at = ? WHERE account = ? AND id = ? AND revoked_at IS NULL")
      .run(now, account, id);
    return changes > 0;
  }

  async suspend(account: string, id: string, why: SuspensionReason, now: number): Promise<boolean> {
    const { changes } = this.#statements
      .sql(`
        UPDATE devices SET suspended_at = ?, suspended_why = ?
        WHERE account = ? AND id = ? AND suspended_at IS NULL AND revoked_at IS NULL
      `)
      .run(now, why, account, id);
    return changes > 0;
  }

  async shutOutSince(since: number): Promise<{ id: string; why: "revoked" | "suspended" }[]> {
    return this.#statements
      .sql<{ id: string; why: "revoked" | "suspended" }>(`
        SELECT id, 'revoked' AS why FROM devices WHERE revoked_at >= @since
        UNION ALL
        SELECT id, 'suspended' FROM devices WHERE suspended_at >= @since AND revoked_at IS NULL
      `)
      .all({ since });
  }

  #find(tokenHash: string): Device | undefined {
    const row = this.#statements.sql(`SELECT ${columns} FROM devices WHERE token_hash = ?`).get(tokenHash);
    return row === undefined ? undefined : deviceSchema.parse(row);
  }
}
