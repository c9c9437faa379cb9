import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInForce, quoteExec } from "../../../electron/main/adapters/autostart/desktop-entry.ts";
import { xdgAutostart } from "../../../electron/main/adapters/autostart/xdg-autostart.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

/** How a desktop reads an argument: the string's escapes, then the quotes', then the field codes. */
function readExec(value: string): string {
  const text = value.replaceAll(/\\(.)/gs, (_, sign: string) => (sign === "\\" ? "\\" : `\\${sign}`));
  const quoted = /^"((?:\\.|[^"\\])*)"$/s.exec(text)?.[1] ?? expect.fail(`not one quoted argument: ${value}`);
  return quoted.replaceAll(/\\(.)/gs, "$1").replaceAll("%%", "%");
}

describe("the start with the session on Linux", () => {
  it("a program's path stays one argument, whatever is in it", () => {
    const path = fc.string({ unit: fc.constantFrom(..."/opt\"`$\\%; '&|<>()#~*æ") });
    fc.assert(fc.property(path, (text) => void expect(readExec(quoteExec(text))).toBe(text)));
    expect(() => quoteExec("/opt/side\ntone")).toThrow("control characters");
  });

  it("is a file in the user's autostart folder, which can be taken away again", () => {
    const folder = temporaryFolder();
    const autostart = xdgAutostart(folder, "/opt/My Programs/sidetone");
    expect(autostart.isOn()).toBe(false);
    autostart.set(true);
    expect(autostart.isOn()).toBe(true);
    const entry = readFileSync(join(folder, "autostart", "sidetone.desktop"), "utf8");
    expect(entry).toContain('Exec="/opt/My Programs/sidetone" "--hidden"\n');
    autostart.set(false);
    autostart.set(false);
    expect(autostart.isOn()).toBe(false);
  });

  it("that he switched off in his desktop's settings is off", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "autostart"));
    for (const [line, on] of [
      ["Hidden=true", false],
      ["X-GNOME-Autostart-enabled = false", false],
      ["X-GNOME-Autostart-enabled=true", true],
    ] as const) {
      writeFileSync(join(folder, "autostart", "sidetone.desktop"), `[Desktop Entry]\nType=Application\n${line}\n`);
      expect(xdgAutostart(folder, "sidetone").isOn()).toBe(on);
    }
    expect(isInForce("Name=Hidden=true")).toBe(true);
  });
});
