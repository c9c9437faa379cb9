import { expect, it } from "vitest";
import { setRollout } from "../../../tools/packages/set-rollout.ts";

const file = `version: 0.2.0
files:
  - url: Sidetone-0.2.0-win-x64.exe
    sha512: abc==
    size: 90000000
releaseDate: '2026-11-23T09:00:00.000Z'
`;

it("a roll-out grows, stops, and ends with everybody", () => {
  const tenth = setRollout(file, 10);
  expect(tenth).toBe(`${file}stagingPercentage: 10\n`);
  expect(setRollout(tenth, 50)).toBe(`${file}stagingPercentage: 50\n`);
  expect(setRollout(tenth, 0)).toContain("stagingPercentage: 0\n");
  expect(setRollout(tenth, 100)).toBe(file);
  expect(setRollout(file, 100)).toBe(file);
});

it.each([-1, 101, 12.5, Number.NaN])("%s is no percentage", (percentage) => {
  expect(() => setRollout(file, percentage)).toThrow("from 0 to 100");
});

it("only update files are changed", () => {
  expect(() => setRollout("appId: dk.sidetone.desktop\n", 10)).toThrow("no update file");
});
