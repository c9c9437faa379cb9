import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { connect, pairDevice, sendHook } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";
import { type Figures, parseMetrics } from "./parse-metrics.ts";

const panelSchema = z.object({
  id: z.number(),
  title: z.string().min(1),
  targets: z.array(z.object({ expr: z.string(), refId: z.string() })).default([]),
});
const dashboardSchema = z.object({
  panels: z.array(panelSchema),
  templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string().optional() })) }),
});

const dashboard = dashboardSchema.parse(JSON.parse(readFileSync("relay/deploy/grafana-dashboard.json", "utf8")));
const METRIC = /\b(?:sidetone_relay|process|nodejs)_[a-z0-9_]+/g;
/** What Prometheus itself adds, or histograms have. */
const addedLabels = ["instance", "le"];

async function figures(): Promise<Figures> {
  const relay = await new OperatedRelay().start();
  const { token } = await pairDevice(relay, "202");
  await connect(relay, token);
  await sendHook(relay, "incoming", { UniqueCallId: "1.1", EmployeeLocalNumber: "202" });
  return parseMetrics(await (await fetch(`${relay.operationsUrl}/metrics`)).text());
}

/** The figures that a text speaks of, with the labels it uses of them. */
function spokenOf(expression: string): { name: string; labels: string[] }[] {
  const labels = [
    ...[...expression.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, list = ""]) =>
      list.split(",").map((one) => one.trim()),
    ),
    ...[...expression.matchAll(/([a-z_]+)=~?"/g)].map(([, label = ""]) => label),
  ];
  return [...expression.matchAll(METRIC)].map(([name]) => ({ name, labels }));
}

it("every panel asks for figures and labels that the relay has", async () => {
  const { samples } = await figures();
  for (const { title, targets } of dashboard.panels) {
    for (const { expr } of targets) {
      const spoken = spokenOf(expr);
      expect(spoken, title).not.toEqual([]);
      for (const { name, labels } of spoken) {
        const sample = samples.find((one) => one.name === name);
        expect(sample, `${title}: ${name}`).toBeDefined();
        const known = [...Object.keys(sample?.labels ?? {}), ...addedLabels];
        for (const label of labels) expect(known, `${title}: ${name}`).toContain(label);
      }
      for (const [, label = "", value = ""] of expr.matchAll(/\b(result|reason|place|kind)="([^"]+)"/g)) {
        expect(
          samples.some(({ labels }) => labels[label] === value),
          `${title}: ${label}="${value}"`,
        ).toBe(true);
      }
    }
  }
});

it("every figure of the relay is on a panel", async () => {
  const { types } = await figures();
  const shown = dashboard.panels.flatMap(({ targets }) => targets).flatMap(({ expr }) => spokenOf(expr));
  const names = new Set(shown.map(({ name }) => name.replace(/_(?:bucket|sum|count)$/, "")));
  for (const name of types.keys()) expect(names).toContain(name);
});

it("panels have ids of their own, and variables that exist", () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const variables = ["__rate_interval", ...dashboard.templating.list.map(({ name }) => name)];
  const used = [...JSON.stringify(dashboard.panels).matchAll(/\$\{?([a-z_]+)/g)].map(([, name]) => name);
  for (const name of used) expect(variables).toContain(name);
});

it("the operations handbook speaks only of figures that the relay has", async () => {
  const { samples, types } = await figures();
  const names = new Set([...samples.map(({ name }) => name), ...types.keys()]);
  const handbook = readFileSync("docs/operations.md", "utf8");
  const spoken = [...handbook.matchAll(METRIC)].map(([name]) => name);
  expect(spoken.length).toBeGreaterThan(0);
  for (const name of spoken) expect(names).toContain(name);
});
