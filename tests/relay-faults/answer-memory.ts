/** Loaded before the relay in a test: tells how many bytes are in use, on the heap and beside it, when nothing is left to collect. */
process.on("message", () => {
  for (let n = 0; n < 4; n += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
// The channel keeps no relay alive that was told to stop.
process.channel?.unref();
