import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** One project per kind of test; `npm test` runs them all. */
export default defineConfig({
  test: {
    reporters: ["default", "./tests/summary-reporter.ts"],
    projects: [
      node("unit"),
      node("relay"),
      node("simulator"),
      node("electron-contract", 60_000),
      node("e2e", 120_000),
      {
        plugins: [react()],
        test: {
          name: "component",
          include: ["tests/component/**/*.test.tsx"],
          environment: "jsdom",
          setupFiles: ["tests/component/setup.ts"],
        },
      },
    ],
  },
});

function node(name: string, timeout = 20_000) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      environment: "node",
      testTimeout: timeout,
      hookTimeout: timeout,
    },
  };
}
