import { expect, test } from "vitest";
import { sumOf } from "../../../tools/bench/relay/measurements/prometheus.ts";
import { figure, markdownTable, replaceSection } from "../../../tools/bench/report/markdown.ts";

test("a table can be read as text too, numbers to the right", () => {
  expect(
    markdownTable(
      ["Server", "events/s"],
      [
        ["relay", "6,930"],
        ["a|b", "36,655"],
      ],
    ),
  ).toBe(
    ["| Server | events/s |", "|--------|---------:|", "| relay  |    6,930 |", "| a\\|b   |   36,655 |"].join("\n"),
  );
});

test("figures have three digits or so", () => {
  expect([0.1234, 1.234, 12.34, 12345.6, Number.POSITIVE_INFINITY].map(figure)).toEqual([
    "0.123",
    "1.23",
    "12.3",
    "12,346",
    "—",
  ]);
});

test("a section is added once, and replaced after that", () => {
  const once = replaceSection("# Benchmarks\n", "relay", "first");
  const other = replaceSection(once, "contacts", "other");
  expect(replaceSection(other, "relay", "second")).toBe(other.replace("first", "second"));
});

test("a metric's lines are summed by label, and others' names that begin alike are not", () => {
  const text = [
    "# HELP hooks_total Hooks",
    'hooks_total{kind="incoming",result="stored"} 3',
    'hooks_total{kind="ended",result="stored"} 4',
    'hooks_total{kind="ended",result="repeated"} 9',
    'hooks_total_created{result="stored"} 1700000000',
    "connections 12",
  ].join("\n");
  expect(sumOf(text, "hooks_total", 'result="stored"')).toBe(7);
  expect(sumOf(text, "connections", "")).toBe(12);
});
