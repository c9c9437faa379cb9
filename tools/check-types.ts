import { spawn } from "node:child_process";

/** Type-checks every layer with its own, restricted tsconfig. Exit code 1 if any fails. */
const layers = [
  "shared",
  "electron/main/tsconfig.services.json",
  "electron/main",
  "electron/preload",
  "renderer",
  "relay",
  "tools",
  "tests",
];

const results = await Promise.all(
  layers.map(
    (layer) =>
      new Promise<boolean>((resolve) => {
        const child = spawn("tsc", ["-p", layer, "--pretty", "false"], {
          stdio: "inherit",
          shell: process.platform === "win32",
        });
        child.on("error", () => resolve(false));
        child.on("exit", (code) => resolve(code === 0));
      }),
  ),
);

const failed = layers.filter((_, index) => !results[index]);
if (failed.length > 0) {
  console.error(`Type errors in: ${failed.join(", ")}`);
  process.exit(1);
}
