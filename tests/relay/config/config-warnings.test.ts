import { expect, it } from "vitest";
import { configSchema } from "../../../relay/config/config.ts";
import { configWarnings } from "../../../relay/config/config-warnings.ts";

const accounts = [
  { id: "1", name: "A", hookSecrets: ["a-hook-secret-of-at-least-32-letters"], flexfone: { account: "1", hash: "x" } },
];
const tls = { certFile: "c", keyFile: "k" };

it.each([
  [
    "reached from everywhere in the clear",
    { listen: { host: "0.0.0.0" } },
    [/^listen: 0\.0\.0\.0 is reached without TLS/],
  ],
  ["behind a proxy that is not named", { publicUrl: "https://relay.example.dk" }, [/^trustProxy: /]],
  ["behind a proxy on another machine", { listen: { host: "10.0.0.5" }, trustProxy: ["10.0.0.4"] }, []],
  ["with TLS of its own", { listen: { host: "0.0.0.0", tls }, publicUrl: "https://relay.example.dk" }, []],
  ["on this machine only, to try it out", {}, []],
])("a relay %s", (_, settings, warnings) => {
  const told = configWarnings(configSchema.parse({ accounts, ...settings }));
  expect(told).toEqual(warnings.map((text) => expect.stringMatching(text)));
});
