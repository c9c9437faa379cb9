import { describe, expect, it } from "vitest";
import type { DeviceStore } from "../../../relay/storage/device-store.ts";

const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);
const invitation = { account: "4711", employee: "202", expiresAt: T0 + 1_000 };
const device = (id: string) => ({ id, name: `pc-${id}`, platform: "linux" });

/** What every storage of devices and invitations must do. */
export function describeDeviceStore(name: string, open: () => Promise<DeviceStore>): void {
  describe(`the devices on ${name}`, () => {
    it("an invitation is used once, and asked for again with the same token gives the same device", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      expect(await store.findInvitation("code", T0)).toEqual(invitation);
      const first = await store.redeem("code", "token", device("a"), T0);
      expect(first).toMatchObject({ id: "a", account: "4711", employee: "202", createdAt: T0, lastUsedAt: T0 });
      expect(await store.redeem("code", "token", device("b"), T0 + 10)).toEqual(first);
      expect(await store.redeem("code", "another token", device("c"), T0 + 10)).toBeUndefined();
      expect(await store.findInvitation("code", T0)).toBeUndefined();
      expect(await store.devices()).toEqual([first]);
      expect(await store.findDevice("token")).toEqual(first);
      expect(await store.findDevice("another token")).toBeUndefined();
    });

    it("of two who use an invitation at once, one gets it", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      const both = await Promise.all(["t1", "t2"].map((token) => store.redeem("code", token, device(token), T0)));
      expect(both.filter((one) => one !== undefined)).toHaveLength(1);
      expect(await store.devices()).toHaveLength(1);
    });

    it("an invitation that is unknown or expired makes nothing", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      expect(await store.findInvitation("code", T0 + 1_000)).toBeUndefined();
      expect(await store.redeem("code", "t", device("a"), T0 + 1_000)).toBeUndefined();
      expect(await store.redeem("unknown", "t", device("a"), T0)).toBeUndefined();
      expect(await store.devices()).toEqual([]);
    });

    it("is revoked by its own account only, and told to whoever asks since when", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      await store.redeem("code", "token", device("a"), T0);
      expect(await store.revoke("4712", "a", T0 + 10)).toBe(false);
      expect(await store.shutOutSince(T0)).toEqual([]);
      expect(await store.revoke("4711", "a", T0 + 10)).toBe(true);
      expect(await store.revoke("4711", "a", T0 + 20)).toBe(false);
      expect(await store.findDevice("token")).toMatchObject({ revokedAt: T0 + 10 });
      expect(await store.shutOutSince(T0 + 10)).toEqual([{ id: "a", why: "revoked" }]);
      expect(await store.shutOutSince(T0 + 11)).toEqual([]);
      expect(await store.suspend("4711", "a", "extension-gone", T0 + 30)).toBe(false);
    });

    it("is suspended with the reason, once", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      await store.redeem("code", "token", device("a"), T0);
      expect(await store.suspend("4712", "a", "extension-gone", T0 + 5)).toBe(false);
      expect(await store.suspend("4711", "a", "extension-reassigned", T0 + 10)).toBe(true);
      expect(await store.suspend("4711", "a", "extension-gone", T0 + 20)).toBe(false);
      expect(await store.findDevice("token")).toMatchObject({
        suspendedAt: T0 + 10,
        suspendedWhy: "extension-reassigned",
      });
      expect(await store.shutOutSince(T0)).toEqual([{ id: "a", why: "suspended" }]);
    });

    it("remembers when it was used, and whose it was first", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      await store.redeem("code", "token", device("a"), T0);
      const use = { account: "4711", id: "a", at: T0 + 500 };
      await store.touch([use, { ...use, account: "4712", at: T0 + 900 }, { ...use, id: "none" }]);
      await store.touch([{ ...use, at: T0 + 400 }]);
      await store.setHolder("4712", "a", { name: "Somebody else's" });
      await store.setHolder("4711", "a", { name: "Mette", email: "m@example.dk" });
      await store.setHolder("4711", "a", { name: "Jens" });
      expect(await store.findDevice("token")).toMatchObject({
        lastUsedAt: T0 + 500,
        holder: { name: "Mette", email: "m@example.dk" },
      });
      expect(await store.devices("4712")).toEqual([]);
    });

    it("gives no device again that was shut out since, and none for a token that another invitation has used", async () => {
      const store = await open();
      await store.addInvitation("code", invitation);
      await store.addInvitation("another code", { ...invitation, account: "4712" });
      await store.redeem("code", "token", device("a"), T0);
      expect(await store.redeem("another code", "token", device("b"), T0)).toBeUndefined();
      expect(await store.findInvitation("another code", T0)).toBeDefined();
      await store.revoke("4711", "a", T0 + 10);
      expect(await store.redeem("code", "token", device("a"), T0 + 20)).toBeUndefined();
    });

    it("counts a wrong short code against those that begin alike, and against no other", async () => {
      const store = await open();
      const short = { slot: "AB", tries: 2 };
      await store.addInvitation("meant", invitation, short);
      await store.addInvitation("begins otherwise", { ...invitation, account: "4712" }, { slot: "XY", tries: 2 });
      await store.addInvitation("long", { ...invitation, account: "4712" });
      expect(await store.tryShortCode("AB", "wrong", T0)).toBe(false);
      expect(await store.tryShortCode("AB", "meant", T0)).toBe(true);
      expect(await store.tryShortCode("AB", "wrong", T0)).toBe(false);
      expect(await store.tryShortCode("AB", "meant", T0)).toBe(false);
      expect(await store.findInvitation("meant", T0)).toBeUndefined();
      expect(await store.redeem("meant", "token", device("a"), T0)).toBeUndefined();
      expect(await store.tryShortCode("XY", "begins otherwise", T0)).toBe(true);
      expect(await store.findInvitation("long", T0)).toBeDefined();
    });

    it("knows a short code that was used until it expires, so that its device may ask again", async () => {
      const store = await open();
      await store.addInvitation("code", invitation, { slot: "AB", tries: 2 });
      const first = await store.redeem("code", "token", device("a"), T0);
      for (let wrong = 0; wrong < 5; wrong += 1) await store.tryShortCode("AB", `wrong ${wrong}`, T0);
      expect(await store.tryShortCode("AB", "code", T0 + 10)).toBe(true);
      expect(await store.redeem("code", "token", device("b"), T0 + 10)).toEqual(first);
      expect(await store.tryShortCode("AB", "code", T0 + 1_000)).toBe(false);
    });

    it("has one salt", async () => {
      const store = await open();
      const salt = await store.salt();
      expect(salt.length).toBeGreaterThanOrEqual(16);
      expect(await store.salt()).toBe(salt);
    });
  });
}
