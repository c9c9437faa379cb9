import type { BundledPackage } from "./bundled-packages.ts";

/** The parts of a CycloneDX 1.5 document that are used here (https://cyclonedx.org/docs/1.5/json/). */
export interface Bom {
  metadata: { component: BomComponent } & Record<string, unknown>;
  components: BomComponent[];
  dependencies?: unknown;
  [other: string]: unknown;
}

interface BomComponent {
  type: string;
  name: string;
  version: string;
  scope?: string;
  properties?: unknown[];
  "bom-ref": string;
  [other: string]: unknown;
}

/**
 * What an installer holds: of all that npm knows of the project, the libraries that are built in, the native module, and
 * Electron.
 *
 * @param all what `npm sbom` says about the whole project
 * @param bundled what the bundles were made of
 * @throws Error where npm does not know something that is built in
 */
export function billOfMaterials(all: Bom, bundled: readonly BundledPackage[]): Bom {
  const known = new Map(all.components.map((component) => [`${component.name}@${component.version}`, component]));
  const find = (key: string): BomComponent => {
    const component = known.get(key);
    if (component === undefined) throw new Error(`${key} is built in, and npm does not know it`);
    return component;
  };
  const own = ["better-sqlite3", "electron"].map((name) => {
    const component = all.components.find((candidate) => candidate.name === name);
    if (component === undefined) throw new Error(`npm does not know ${name}`);
    return component;
  });
  const parts = new Set([...own, ...bundled.map(({ name, version }) => find(`${name}@${version}`))]);
  const components = [...parts].map((component) => ({
    ...component,
    type: component.name === "electron" ? "framework" : "library",
    scope: "required",
    // That it is a development dependency is how the project is built, and no news to whoever reads about the installer.
    properties: [],
  }));
  const root = all.metadata.component;
  return {
    ...all,
    metadata: {
      ...all.metadata,
      lifecycles: [{ phase: "build" }],
      component: { ...root, type: "application", name: "sidetone" },
    },
    components: components.sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1)),
    // Who needs whom is flattened: in a bundle everything is one.
    dependencies: [{ ref: root["bom-ref"], dependsOn: components.map((component) => component["bom-ref"]) }],
  };
}
