/** One sample of a figure. */
interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Figures {
  types: Map<string, string>;
  samples: Sample[];
  /** The value of the one sample with this name and these labels among its own; fails where there is not exactly one. */
  value(name: string, labels?: Record<string, string>): number;
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"';
const sampleLine = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)?\\})? (\\S+)$`);
const types = ["counter", "gauge", "histogram", "summary", "untyped"];

/**
 * Reads Prometheus' text format strictly (its documentation, "Exposition formats", version 0.0.4): every line is known, every
 * sample has a help and a type before it, no sample comes twice, and histograms count up to their `+Inf`.
 *
 * @throws Error with the line that is wrong
 */
export function parseMetrics(text: string): Figures {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const helped = new Set<string>();
  const typed = new Map<string, string>();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment !== null) {
      const [, what = "", name = "", rest = ""] = comment;
      if (what === "HELP") helped.add(name);
      else if (!types.includes(rest) || typed.has(name)) throw new Error(`not a type, or the second one: ${line}`);
      else typed.set(name, rest);
      continue;
    }
    const sample = parseSample(line);
    const family = familyOf(sample.name, typed);
    if (!typed.has(family) || !helped.has(family)) throw new Error(`neither helped nor typed: ${line}`);
    const key = line.slice(0, line.lastIndexOf(" "));
    if (seen.has(key)) throw new Error(`twice: ${line}`);
    seen.add(key);
    samples.push(sample);
  }
  for (const [name, type] of typed) if (type === "histogram") checkHistogram(name, samples);
  return { types: typed, samples, value: (name, labels = {}) => theValue(samples, name, labels) };
}

function parseSample(line: string): Sample {
  const [, name = "", labelText = "", number = ""] = sampleLine.exec(line) ?? [];
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  if (name === "" || number === "" || Number.isNaN(value)) throw new Error(`not a sample: ${line}`);
  const pairs = [...labelText.matchAll(/([a-zA-Z0-9_]+)="((?:[^"\\]|\\.)*)"/g)];
  return { name, labels: Object.fromEntries(pairs.map(([, label, text]) => [label, text])), value };
}

function familyOf(name: string, typed: ReadonlyMap<string, string>): string {
  const family = name.replace(/_(?:bucket|sum|count)$/, "");
  return typed.get(family) === "histogram" ? family : name;
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => (labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le)));
  const counts = buckets.map(({ value }) => value);
  const grows = (values: readonly number[]) => values.every((value, index) => value >= (values[index - 1] ?? 0));
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  if (!grows(bounds) || !grows(counts) || bounds.at(-1) !== Number.POSITIVE_INFINITY || counts.at(-1) !== count) {
    throw new Error(`the histogram ${name} does not add up`);
  }
}

function theValue(samples: readonly Sample[], name: string, labels: Record<string, string>): number {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} samples are called ${name} ${JSON.stringify(labels)}`);
  }
  return only.value;
}
