import type Database from "better-sqlite3";
import { z } from "zod";
import type { Device, DeviceStore, Invitation } from "../device-store.ts";

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
    revoked_at: z.number().nullable(),
  })
  .transform(
    ({ created_at, revoked_at, ...device }): Device => ({
      ...device,
      createdAt: created_at,
      revokedAt: revoked_at ?? undefined,
    }),
  );
const columns = "id, account, employee, name, platform, created_at, revoked_at";

/** Devices and invitations in SQLite. */
export class SqliteDeviceStore implements DeviceStore {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  addInvitation(codeHash: string, { account, employee, expiresAt }: Invitation): void {
    this.#database
      .prepare("INSERT INTO invitations (code_hash, account, employee, expires_at) VALUES (?, ?, ?, ?)")
      .run(codeHash, account, employee, expiresAt);
  }

  findInvitation(codeHash: string, now: number): Invitation | undefined {
    const row = this.#database
      .prepare(
        "SELECT account, employee, expires_at FROM invitations WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?",
      )
      .get(codeHash, now);
    return row === undefined ? undefined : invitationSchema.parse(row);
  }

  redeem(
    codeHash: string,
    tokenHash: string,
    device: { id: string; name: string; platform: string },
    now: number,
  ): Device | undefined {
    const transaction = this.#database.transaction((): Device | undefined => {
      const invitation = this.findInvitation(codeHash, now);
      if (invitation === undefined) return undefined;
      const { account, employee } = invitation;
      this.#database.prepare("UPDATE invitations SET used_at = ? WHERE code_hash = ?").run(now, codeHash);
      this.#database
        .prepare(
          "INSERT INTO devices (id, token_hash, account, employee, name, platform, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .run(device.id, tokenHash, account, employee, device.name, device.platform, now);
      return { ...device, account, employee, createdAt: now, revokedAt: undefined };
    });
    return transaction.immediate();
  }

  findDevice(tokenHash: string): Device | undefined {
    const row = this.#database.prepare(`SELECT ${columns} FROM devices WHERE token_hash = ?`).get(tokenHash);
    return row === undefined ? undefined : deviceSchema.parse(row);
  }

  devices(account?: string): Device[] {
    return this.#database
      .prepare(`SELECT ${columns} FROM devices WHERE account = @account OR @account IS NULL ORDER BY created_at`)
      .all({ account: account ?? null })
      .map((row) => deviceSchema.parse(row));
  }

  revoke(id: string, now: number): boolean {
    return (
      this.#database.prepare("UPDATE devices SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL").run(now, id)
        .changes > 0
    );
  }

  revokedSince(since: number): string[] {
    return this.#database
      .prepare(`SELECT ${columns} FROM devices WHERE revoked_at >= ?`)
      .all(since)
      .map((row) => deviceSchema.parse(row).id);
  }
}
