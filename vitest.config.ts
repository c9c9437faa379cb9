import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** One project per kind of test; `npm test` runs them all. */
export default defineConfig({
  test: {
    reporters: ["default", "./tests/summary-reporter.ts"],
    projects: [
      node("unit"),
      node("relay"),
      node("relay-faults", 120_000, false),
      node("relay-soak", 180_000, false),
      node("contacts-faults", 180_000, false),
      node("simulator"),
      node("electron-contract", 120_000),
      node("e2e", 120_000),
      {
        plugins: [react()],
        test: {
          name: "component",
          include: ["tests/component/**/*.test.tsx"],
          environment: "jsdom",
          testTimeout: 20_000,
          setupFiles: ["tests/component/setup.ts"],
        },
      },
    ],
  },
});

/** @param fileParallelism false where the files would take each other's disk and processor */
function node(name: string, timeout = 60_000, fileParallelism = true) {
  return {
    test: {
      name,
      fileParallelism,
      include: [`tests/${name}/**/*.test.ts`],
      environment: "node",
      testTimeout: timeout,
      hookTimeout: timeout,
    },
  };
}
