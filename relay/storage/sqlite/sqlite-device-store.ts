import { randomBytes } from "node:crypto";
import type Database from "better-sqlite3";
import { z } from "zod";
import { defined } from "../../../shared/defined.ts";
import type { Device, DeviceStore, Holder, Invitation, NewDevice, SuspensionReason } from "../device-store.ts";
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

  async addInvitation(codeHash: string, { account, employee, expiresAt }: Invitation): Promise<void> {
    this.#statements
      .sql("INSERT INTO invitations (code_hash, account, employee, expires_at) VALUES (?, ?, ?, ?)")
      .run(codeHash, account, employee, expiresAt);
  }

  async findInvitation(codeHash: string, now: number): Promise<Invitation | undefined> {
    const row = this.#statements
      .sql(
        "SELECT account, employee, expires_at FROM invitations WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?",
      )
      .get(codeHash, now);
    return row === undefined ? undefined : invitationSchema.parse(row);
  }

  async redeem(codeHash: string, tokenHash: string, device: NewDevice, now: number): Promise<Device | undefined> {
    return this.#database.transaction(() => this.#redeem(codeHash, tokenHash, device, now)).immediate();
  }

  #redeem(codeHash: string, tokenHash: string, device: NewDevice, now: number): Device | undefined {
    const { changes } = this.#statements
      .sql("UPDATE invitations SET used_at = ?, used_by = ? WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?")
      .run(now, tokenHash, codeHash, now);
    const row = this.#statements
      .sql(
        "SELECT account, employee, expires_at FROM invitations WHERE code_hash = ? AND used_by = ? AND expires_at > ?",
      )
      .get(codeHash, tokenHash, now);
    if (row === undefined) return undefined;
    const known = this.#find(tokenHash);
    if (known !== undefined || changes === 0) return known;
    const { account, employee } = invitationSchema.parse(row);
    this.#statements
      .sql(`
        INSERT INTO devices (id, token_hash, account, employee, name, platform, created_at, last_used_at, holder_name,
          holder_email)
        VALUES (@id, @tokenHash, @account, @employee, @name, @platform, @now, @now, @holderName, @holderEmail)
      `)
      .run({
        id: device.id,
        tokenHash,
        account,
        employee,
        name: device.name,
        platform: device.platform,
        now,
        holderName: device.holder?.name ?? null,
        holderEmail: device.holder?.email ?? null,
      });
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

  async touch(id: string, at: number): Promise<void> {
    this.#statements.sql("UPDATE devices SET last_used_at = ? WHERE id = ? AND last_used_at < ?").run(at, id, at);
  }

  async setHolder(id: string, { name, email }: Holder): Promise<void> {
    this.#statements
      .sql("UPDATE devices SET holder_name = ?, holder_email = ? WHERE id = ? AND holder_name IS NULL")
      .run(name, email ?? null, id);
  }

  async revoke(account: string, id: string, now: number): Promise<boolean> {
    const { changes } = this.#statements
      .sql("UPDATE devices SET revoked_at = ? WHERE account = ? AND id = ? AND revoked_at IS NULL")
      .run(now, account, id);
    return changes > 0;
  }

  async suspend(id: string, why: SuspensionReason, now: number): Promise<boolean> {
    const { changes } = this.#statements
      .sql(`
        UPDATE devices SET suspended_at = ?, suspended_why = ?
        WHERE id = ? AND suspended_at IS NULL AND revoked_at IS NULL
      `)
      .run(now, why, id);
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
