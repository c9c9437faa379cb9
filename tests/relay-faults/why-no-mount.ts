/**
 * Why tests that make a small disk of their own are left out here; undefined when they run. With `SIDETONE_REQUIRE_ALL=1`
 * nothing is left out.
 */
export function whyNoMount(): string | undefined {
  if (process.env.SIDETONE_REQUIRE_ALL === "1") return undefined;
  if (process.platform !== "linux") return "needs Linux, to mount a small disk";
  return process.getuid?.() === 0 ? undefined : "needs root, to mount a small disk: sudo npm test";
}
