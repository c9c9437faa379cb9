import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { type Bom, billOfMaterials } from "../../../tools/packages/bill-of-materials.ts";
import { recordBundledPackages } from "../../../tools/packages/bundled-packages.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const component = (name: string, version: string) => ({
  "bom-ref": `${name}@${version}`,
  type: "library",
  name,
  version,
  scope: "optional",
  properties: [{ name: "cdx:npm:package:development", value: "true" }],
  licenses: [{ license: { id: "MIT" } }],
});

const all: Bom = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  metadata: { component: { ...component("some-folder", "0.1.0"), "bom-ref": "sidetone@0.1.0" } },
  components: [
    component("vitest", "5.1.1"),
    component("zod", "4.6.7"),
    component("zod", "3.0.0"),
    component("electron", "45.4.1"),
    component("better-sqlite3", "13.2.0"),
  ],
  dependencies: [],
};

describe("the bill of materials", () => {
  it("has what is built in in just that version, the native module and Electron, and no tool", () => {
    const bom = billOfMaterials(all, [{ name: "zod", version: "4.6.7" }]);
    expect(bom.components.map((one) => [one["bom-ref"], one.type, one.scope])).toEqual([
      ["better-sqlite3@13.2.0", "library", "required"],
      ["electron@45.4.1", "framework", "required"],
      ["zod@4.6.7", "library", "required"],
    ]);
    expect(bom.components[2]).toMatchObject({ properties: [], licenses: [{ license: { id: "MIT" } }] });
    expect(bom.metadata.component).toMatchObject({ name: "sidetone", type: "application" });
    expect(bom.dependencies).toEqual([
      { ref: "sidetone@0.1.0", dependsOn: ["better-sqlite3@13.2.0", "electron@45.4.1", "zod@4.6.7"] },
    ]);
  });

  it("says so where something is built in that npm does not know", () => {
    expect(() => billOfMaterials(all, [{ name: "left-pad", version: "1.0.0" }])).toThrow("left-pad@1.0.0 is built in");
  });

  it("learns from the bundler what is built in", async () => {
    const folder = temporaryFolder();
    const file = resolve(folder, "bundled", "some.json");
    await build({
      configFile: false,
      logLevel: "silent",
      plugins: [recordBundledPackages(file)],
      build: {
        outDir: folder,
        lib: { entry: resolve(import.meta.dirname, "../../../shared/defined.ts"), formats: ["es"], fileName: "some" },
      },
    });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([]);
    const { version }: { version: string } = JSON.parse(
      readFileSync(resolve(import.meta.dirname, "../../../node_modules/zod/package.json"), "utf8"),
    );
    await build({
      configFile: false,
      logLevel: "silent",
      plugins: [recordBundledPackages(file)],
      build: {
        outDir: folder,
        lib: { entry: resolve(import.meta.dirname, "../../../shared/links.ts"), formats: ["es"], fileName: "some" },
        rolldownOptions: { input: "zod" },
      },
    });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([{ name: "zod", version }]);
  });
});
