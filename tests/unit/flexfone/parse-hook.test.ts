import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callEventKinds } from "../../../shared/calls/event.ts";
import { parseBodyParameters, parseFormParameters } from "../../../shared/flexfone/hook-parameters.ts";
import { parseHook } from "../../../shared/flexfone/parse-hook.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 0, 5);

function hookOf(kind: Parameters<typeof parseHook>[0], query: string) {
  const parsed = parseHook(kind, parseFormParameters(query), NOW);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.hook;
}

describe("a hook in the words of the guide", () => {
  it("incoming", () => {
    const query =
      "AccountId=4711&UniqueCallId=12434346.4567&Calledphone=200000&ANumber=86515151&TimeStamp=2026-11-23+10%3A00%3A00&EmployeeLocalNumber=202";
    expect(hookOf("incoming", query)).toEqual({
      kind: "incoming",
      accountId: "4711",
      callId: "12434346.4567",
      phone: "200000",
      aNumber: "86515151",
      employee: "202",
      sentAt: Date.UTC(2026, 10, 23, 9, 0, 0),
      receivedAt: NOW,
    });
  });

  it("ended", () => {
    const query =
      "UniqueCallId=1.1&Duration=00%3A01%3A05&Transfer=True&CallDirection=Outgoing&TransferedUniqueCallId=1.2";
    expect(hookOf("ended", query)).toMatchObject({
      durationSeconds: 65,
      transfer: true,
      direction: "outgoing",
      transferredCallId: "1.2",
    });
  });

  it("answered, with the other leg", () => {
    expect(hookOf("answered", "UniqueCallId=1.1&LinkedUniqueCallId=1.2&EmployeeLocalNumber=0202")).toMatchObject({
      linkedCallId: "1.2",
      employee: "0202",
    });
  });

  it("outgoing", () => {
    expect(hookOf("outgoing", "UniqueCallId=1.1&PhoneLocalNumber=200000&ANumber=%2B4586515151")).toMatchObject({
      phone: "200000",
      aNumber: "+4586515151",
    });
  });
});

describe("a hook in other words", () => {
  it("names in any case, with spaces, _ and -", () => {
    expect(
      hookOf("incoming", "unique+callid=1.1&CALLED_PHONE=200000&employee-local-number=202&aNumber=1"),
    ).toMatchObject({
      callId: "1.1",
      phone: "200000",
      employee: "202",
      aNumber: "1",
    });
  });

  it.each(["", "Anonymous", "anonymous", "unknown", "Ukendt", "Skjult+nummer".slice(0, 6), "private", "%20"])(
    "a hidden caller written %j has no number",
    (raw) => {
      expect(hookOf("incoming", `UniqueCallId=1.1&ANumber=${raw}`)).not.toHaveProperty("aNumber");
    },
  );

  it("keeps what it does not know", () => {
    expect(hookOf("incoming", "UniqueCallId=1.1&Queue=Support&Navn=S%F8ren&By=%C3%86r%C3%B8")).toMatchObject({
      unknownParameters: { Queue: "Support", Navn: "Søren", By: "Ærø" },
    });
  });

  it.each([
    ["Calledphone=1", "incoming"],
    ["PhoneLocalNumber=1", "outgoing"],
    ["Duration=1", "ended"],
    ["CallDirection=Incoming", "ended"],
    ["EmployeeLocalNumber=202", "answered"],
  ])("where one URL serves all, %s means %s", (query, kind) => {
    expect(hookOf(undefined, `UniqueCallId=1.1&${query}`).kind).toBe(kind);
  });

  it("without an id is refused", () => {
    expect(parseHook("ended", parseFormParameters("Duration=1"), NOW)).toMatchObject({ ok: false });
    expect(parseHook("ended", parseFormParameters("UniqueCallId=++"), NOW)).toMatchObject({ ok: false });
  });

  it("a time that cannot be read is left out", () => {
    expect(hookOf("incoming", "UniqueCallId=1.1&TimeStamp=i+morgen")).not.toHaveProperty("sentAt");
  });
});

describe("whatever comes", () => {
  const parameters = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 20 });

  it("parsing never throws, and what is accepted has an id", () => {
    fc.assert(
      fc.property(fc.option(fc.constantFrom(...callEventKinds), { nil: undefined }), parameters, (kind, list) => {
        const parsed = parseHook(kind, [...list, ["UniqueCallId", "1.1"]], NOW);
        if (parsed.ok) expect(parsed.hook.callId.length).toBeGreaterThan(0);
      }),
    );
  });

  it("decoding never throws, and a form comes back as it went", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (body, contentType) => {
        parseBodyParameters(body, contentType);
        parseFormParameters(body);
      }),
    );
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (list) => {
        expect(parseFormParameters(new URLSearchParams(list).toString())).toEqual(list);
      }),
    );
  });
});
