import { describe, expect, it } from "vitest";
import type { Settings } from "../../../electron/main/ports/settings-store.ts";
import { LinkService } from "../../../electron/main/services/link-service.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { formatPairLink } from "../../../shared/links.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const pairing = {
  kind: "managed",
  relay: "https://relay.example.dk",
  deviceId: "d1",
  account: { id: "4711", name: "Nordlys" },
  employee: { localNumber: "202", name: "Anna" },
} as const;

function setUp(changes: Partial<Settings> = {}) {
  const state = freshState();
  const clock = new FakeClock();
  const dialled: string[] = [];
  const proposed: string[] = [];
  const shown: unknown[] = [];
  let refusals = 0;
  let read = () => {};
  let code: "no-login" | undefined;
  const service = new LinkService({
    settings: new FakeSettings({ pairing, dialLinks: "direct", ...changes }),
    dial: {
      async start(number) {
        dialled.push(number);
        return code === undefined ? { ok: true, value: { dialId: "1" } } : { ok: false, code, message: "" };
      },
    },
    pairing: {
      async propose(link) {
        proposed.push(link);
        return { ok: false, code: "invitation-unknown", message: "unknown" };
      },
    },
    notices: new Notices(state, { fraction: () => 0, id: () => "id", token: () => "" }),
    clock,
    logger: new SilentLogger(),
    onShow: (request) => shown.push(request),
    onRefused: () => {
      refusals += 1;
      return new Promise((resolve) => {
        read = resolve;
      });
    },
  });
  return {
    ...{ state, clock, service, dialled, proposed, shown },
    refusals: () => refusals,
    readRefusal: () => read(),
    fail: () => {
      code = "no-login";
    },
  };
}

describe("a link that the system hands over", () => {
  it("fills in the number, and dials nothing, unless he chose that", async () => {
    const { service, dialled, shown } = setUp({ dialLinks: "ask" });
    await service.open("tel:86515151");
    expect(shown).toEqual([{ view: "calls", dialText: "86515151" }]);
    expect(dialled).toEqual([]);
  });

  it("is dialled at once where he chose that", async () => {
    const { service, dialled, shown } = setUp();
    await service.open("sip:+4586515151@pbx.example");
    expect(dialled).toEqual(["+4586515151"]);
    expect(shown).toEqual([{ view: "calls" }]);
    const colleague = setUp();
    await colleague.service.open("tel:204");
    expect(colleague.dialled).toEqual(["204"]);
  });

  it.each(["sidetone://dial?number=86515151", "tel:112", "tel:90121314", "tel:+46812345678", "tel:*21*86515151#"])(
    "%s takes his own Enter, whatever he chose",
    async (link) => {
      const { service, dialled, shown } = setUp();
      await service.open(link);
      expect(dialled).toEqual([]);
      expect(shown).toHaveLength(1);
    },
  );

  it("is not dialled before the app belongs to anybody", async () => {
    const { service, dialled } = setUp({ pairing: null });
    await service.open("tel:86515151");
    expect(dialled).toEqual([]);
  });

  it("that follows another at once is filled in only", async () => {
    const { service, dialled, shown, clock } = setUp();
    await service.open("tel:86515151");
    await service.open("tel:20304050");
    expect(dialled).toEqual(["86515151"]);
    expect(shown.at(-1)).toEqual({ view: "calls", dialText: "20304050" });
    clock.advance(10_000);
    await service.open("tel:20304050");
    expect(dialled).toEqual(["86515151", "20304050"]);
  });

  it("stands in the field where it could not be dialled", async () => {
    const { service, shown, fail } = setUp();
    fail();
    await service.open("tel:86515151");
    expect(shown).toEqual([{ view: "calls" }, { view: "calls", dialText: "86515151" }]);
  });

  it("that cannot be used is told once at a time, however many come", async () => {
    const { service, refusals, readRefusal, shown, dialled, proposed } = setUp();
    const first = service.open("javascript:alert(1)");
    for (let count = 0; count < 100; count += 1) await service.open(`tel:${"x".repeat(count)}`);
    expect(refusals()).toBe(1);
    readRefusal();
    await first;
    void service.open("");
    expect(refusals()).toBe(2);
    expect({ shown, dialled, proposed }).toEqual({ shown: [], dialled: [], proposed: [] });
  });

  it("with an invitation asks, and says what is wrong with it", async () => {
    const { service, proposed, state } = setUp();
    const link = formatPairLink("https://relay.example.dk", "abcdefghijklmnopqrstuvwxyz");
    await service.open(link);
    expect(proposed).toEqual([link]);
    expect(state.snapshot.notices).toMatchObject([{ kind: "enrolment-failed" }]);
  });
});
