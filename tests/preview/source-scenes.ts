import type { FakeBridge } from "../fakes/fake-bridge.ts";
import { answerSources } from "../fakes/fake-sources.ts";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import {
  allSources,
  colleagueEntries,
  customersFile,
  nextcloud,
  ownEntries,
  priceList,
  refusedLogin,
  watchedFolder,
} from "../fakes/fixture-sources.ts";
import type { Scene } from "./scenes.ts";

const longName =
  "Foreningen af Danske Energi- og Forsyningsselskabers Fælles Kundeservicecenter A.m.b.a., alle afdelinger";

const books = [
  { url: "https://cloud.nordlys.example/dav/anna/kontakter/", name: "Kontakter" },
  { url: "https://cloud.nordlys.example/dav/anna/kunder/", name: "Kunder i Region Nordjylland" },
  { url: "https://cloud.nordlys.example/dav/faelles/kontakter/", name: "Kontakter" },
  { url: "https://cloud.nordlys.example/dav/z-server-generated--system/", name: "Systembrugere" },
];

/** States of where contacts come from. */
export const sourceScenes = {
  sources: () => ({
    snapshot: idleSnapshot({ sources: allSources() }),
    history: [],
    view: "settings",
    prepare: answerSources,
  }),
  "sources-trouble": () => ({
    snapshot: idleSnapshot({
      directory: { employees: 24, asOf: NOW - 26 * 3_600_000, problem: { code: "pbx-unreachable", message: "" } },
      sources: [
        ownEntries,
        colleagueEntries,
        refusedLogin,
        { ...customersFile, result: { state: "failed", at: NOW, code: "not-found" } },
        { ...priceList, id: "web", result: { state: "failed", at: NOW, code: "not-contacts", detail: "web-page" } },
        { ...nextcloud, id: "new", name: "Ny på vej", contacts: 0, progress: { contacts: 0, rate: 0 } },
        { ...nextcloud, id: "stopped", name: "Standset", result: { state: "failed", at: NOW, code: "cancelled" } },
        { ...watchedFolder, id: "cut", result: { state: "failed", at: NOW, code: "interrupted" } },
      ],
    }),
    history: [],
    view: "settings",
    prepare: answerSources,
  }),
  "sources-long": () => ({
    snapshot: idleSnapshot({
      sources: [
        { ...ownEntries, contacts: 1_204 },
        { ...colleagueEntries, contacts: 9_874 },
        {
          ...customersFile,
          name: longName,
          location: `/home/anne-margrethe.schioetz-lauritzen/Dokumenter/${longName}/Eksport/${"kunder".repeat(12)}.csv`,
          contacts: 1_000_000,
          result: { state: "done", at: NOW, contacts: 1_000_000, refused: 14_230, unchanged: false },
        },
        {
          ...priceList,
          name: "Kundeservicecentrets-leverandoeroversigt-uden-mellemrum-i-navnet-overhovedet",
          result: { state: "failed", at: NOW, code: "unreachable", detail: "getaddrinfo ENOTFOUND lister.example" },
        },
        { ...watchedFolder, name: longName, progress: { contacts: 812_400, rate: 123_456, part: 0.81 } },
      ],
    }),
    history: [],
    view: "settings",
    prepare: answerSources,
  }),
  "sources-empty": () => ({
    snapshot: idleSnapshot({ sources: [{ ...ownEntries, contacts: 0 }, colleagueEntries] }),
    history: [],
    view: "settings",
    prepare: answerSources,
  }),
  "sources-carddav": () => ({
    snapshot: idleSnapshot({ sources: [ownEntries, colleagueEntries] }),
    history: [],
    view: "settings",
    prepare: (bridge: FakeBridge) => {
      answerSources(bridge);
      bridge.answer("sources.subscribe", () => ({
        ok: true,
        value: { next: "choose", addressBooks: books },
      }));
    },
  }),
  "sources-refused": () => ({
    snapshot: idleSnapshot({ sources: [ownEntries, colleagueEntries] }),
    history: [],
    view: "settings",
    prepare: (bridge: FakeBridge) => {
      answerSources(bridge);
      bridge.answer("sources.subscribe", ({ kind }) => ({
        ok: false,
        code: kind === "url" ? "url-insecure" : "source-credentials",
        message: "",
      }));
      bridge.answer("contacts.export", () => ({ ok: false, code: "file-not-written", message: "" }));
    },
  }),
} as const satisfies Record<string, () => Scene>;
