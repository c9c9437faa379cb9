import { describe, expect, it } from "vitest";
import { createHandlers, type HandlerServices } from "../../../electron/main/ipc/handlers.ts";
import { events, requests } from "../../../shared/ipc/contract.ts";

describe("the IPC contract", () => {
  it("has a handler for each request and none besides", () => {
    // Handlers only take hold of their services when a request comes.
    const handlers = createHandlers({} as HandlerServices);
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(requests).sort());
  });

  it.each(Object.keys(requests) as (keyof typeof requests)[])("%s refuses junk", (name) => {
    for (const junk of ["x".repeat(10_000), 7, [], { a: 1 }, null, Number.NaN]) {
      const parsed = requests[name].in.safeParse(junk);
      if (parsed.success) expect(parsed.data).toEqual({});
    }
  });

  it("shows no secret: no field that a window gets is named like one, but for whether it is stored", () => {
    const text = JSON.stringify(Object.values(events).map((schema) => schema.toJSONSchema()));
    const fields = [...text.matchAll(/"(\w+)":/g)].map((match) => String(match[1]));
    expect(fields.filter((name) => /password|token|secret|hash/i.test(name))).toEqual(["myFonePasswordStored"]);
  });
});
