import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one line that people and machines read: `N passed, N failed, N skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      // A file that could not even be loaded holds no test that failed.
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") counts.passed += 1;
        else if (result.state === "failed") counts.failed += 1;
        else {
          counts.skipped += 1;
          const reason = result.state === "skipped" ? result.note : undefined;
          skipped.push(`skipped: ${test.fullName} – ${reason ?? "no reason was given"}`);
        }
      }
    }
    process.on("exit", () => {
      const line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
      process.stdout.write(`\n${[...skipped, line].join("\n")}\n`);
    });
  }
}
