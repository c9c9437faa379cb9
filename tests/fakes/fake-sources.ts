import type { ShownSource } from "../../shared/contacts/source.ts";
import { defined } from "../../shared/defined.ts";
import type { FakeBridge } from "./fake-bridge.ts";

/** Answers what a window asks about sources as main does: the change is in the snapshot, and then in the answer. */
export function answerSources(bridge: FakeBridge): void {
  const done = { ok: true, value: undefined } as const;
  const change = (source: string, patch: (before: ShownSource) => ShownSource) =>
    bridge.change({ sources: bridge.snapshot.sources.map((one) => (one.id === source ? patch(one) : one)) });

  bridge.answer("contacts.list", () => ({ ok: true, value: { rows: [], total: 0, sections: [] } }));
  bridge.answer("contacts.chooseFile", () => ({ ok: true, value: {} }));
  bridge.answer("sources.report", () => ({ ok: true, value: { lines: [], total: 0 } }));
  bridge.answer("sources.chooseFolder", () => ({ ok: true, value: {} }));
  bridge.answer("sources.update", ({ source, name, everyMinutes, username }) => {
    change(source, (before) => ({ ...before, ...defined({ name, everyMinutes, username }) }));
    return done;
  });
  bridge.answer("sources.refresh", ({ source }) => {
    change(source, (before) => ({ ...before, progress: { contacts: 0, rate: 0 } }));
    return done;
  });
  bridge.answer("sources.cancel", ({ source }) => {
    change(source, ({ progress: _, ...before }) => ({
      ...before,
      result: { state: "failed", at: Date.now(), code: "cancelled" },
    }));
    return done;
  });
  bridge.answer("sources.remove", ({ source }) => {
    bridge.change({ sources: bridge.snapshot.sources.filter(({ id }) => id !== source) });
    return done;
  });
  bridge.answer("sources.order", ({ sources: ids }) => {
    const { sources } = bridge.snapshot;
    const fixed = sources.filter(({ id }) => !ids.includes(id));
    bridge.change({ sources: [...fixed, ...ids.flatMap((id) => sources.find((one) => one.id === id) ?? [])] });
    return done;
  });
}
