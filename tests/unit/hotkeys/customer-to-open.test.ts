import { expect, it } from "vitest";
import { customerToOpen } from "../../../electron/main/services/customer-to-open.ts";
import { hiddenCall, ringingCall, talkingCall } from "../../fakes/fixture-snapshots.ts";

const jens = { name: "Jens Østergaard", kind: "contact", id: "own:7" } as const;

it("the card of who rings, before that of whom he talks with", () => {
  const talking = talkingCall({ caller: { ...jens, id: "own:8" } });
  expect(customerToOpen([talking, ringingCall({ caller: jens })])).toEqual({ view: "people", person: "own:7" });
  expect(customerToOpen([talking])).toEqual({ view: "people", person: "own:8" });
});

it("the form for somebody new, with the number that nobody has", () => {
  const { caller: _, ...unknown } = ringingCall({ number: "+4570151515" });
  expect(customerToOpen([unknown])).toEqual({ view: "people", newContact: { number: "+4570151515" } });
});

it("the list of calls where nobody knows who it is", () => {
  expect(customerToOpen([hiddenCall()])).toEqual({ view: "calls" });
  expect(customerToOpen([])).toEqual({ view: "calls" });
  expect(customerToOpen([ringingCall({ direction: "outgoing" })])).toEqual({ view: "calls" });
});
