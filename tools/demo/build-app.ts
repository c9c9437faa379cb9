import { spawn } from "node:child_process";
import { once } from "node:events";

/** Builds the app's bundles into `out/`. @throws Error with the builder's output where it fails */
export async function buildApp(): Promise<void> {
  const builder = spawn("electron-vite", ["build"], { stdio: "pipe", shell: process.platform === "win32" });
  let output = "";
  for (const stream of [builder.stdout, builder.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = await once(builder, "exit");
  if (code !== 0) throw new Error(`The app was not built:\n${output}`);
}
