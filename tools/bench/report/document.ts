import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { replaceSection } from "./markdown.ts";

/** Where the suites write what they found. */
export const DOCUMENT = resolve(import.meta.dirname, "../../../docs/benchmarks.md");

const INTRODUCTION = `# Benchmarks

Each section is written by the command that it names, and replaced when that is run again. Run them on a machine that does
nothing else, with two cores or more and the data on a disk. No test asserts a time.
`;

/** Puts a suite's section into the document, in place of what its last run wrote; other suites' sections stay. */
export function writeSection(file: string, suite: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : INTRODUCTION;
  writeFileSync(file, replaceSection(before, suite, text));
}
