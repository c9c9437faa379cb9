/** Loaded before the relay in a test: tells how much of the heap is in use when nothing is left to collect. */
process.on("message", () => {
  for (let n = 0; n < 4; n += 1) globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
// The channel keeps no relay alive that was told to stop.
process.channel?.unref();
