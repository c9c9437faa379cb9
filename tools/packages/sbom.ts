import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Bom, billOfMaterials } from "./bill-of-materials.ts";
import type { BundledPackage } from "./bundled-packages.ts";

/**
 * Writes what is in the installers, as CycloneDX JSON, into `dist/sidetone-VERSION.cdx.json`:
 *
 *     npm run sbom
 */
const root = resolve(import.meta.dirname, "../..");
const recorded = join(root, "out", "bundled");
const bundled = readdirSync(recorded).flatMap((name): BundledPackage[] =>
  JSON.parse(readFileSync(join(recorded, name), "utf8")),
);
const npm = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
  // npm is a script on Windows.
  shell: process.platform === "win32",
  stdio: ["ignore", "pipe", "inherit"],
});
const all: Bom = JSON.parse(npm);
const bom = billOfMaterials(all, bundled);
const file = join(root, "dist", `sidetone-${bom.metadata.component.version}.cdx.json`);
mkdirSync(join(root, "dist"), { recursive: true });
writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${file}: ${bom.components.length} components`);
