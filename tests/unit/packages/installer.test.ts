import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { whyNotInstalled } from "../../fakes/installed-program.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const include = resolve(import.meta.dirname, "../../../resources/installer/installer.nsh");

/** What electron-builder has defined when it inserts the macros, with its plug-in for parameters left out. */
const around = (output: string) => `
Unicode true
!include LogicLib.nsh
!macro parameterStandIn out name default
  Push \`\${name}\`
  Pop \${out}
!macroend
!define StdUtils.GetParameter "!insertmacro parameterStandIn"
!macro _isUpdated _a _b _t _f
  StrCmp "$R9" "true" \`\${_t}\` \`\${_f}\`
!macroend
!define isUpdated \`"" isUpdated ""\`
!include "${include}"
!define PRODUCT_NAME Sidetone
!define APP_ID dk.sidetone.desktop
!define APP_DESCRIPTION "Desktop companion"
Name Sidetone
OutFile "${output}"
Var appExe
Var installMode
Section "install"
  StrCpy $appExe "$INSTDIR\\Sidetone.exe"
  StrCpy $installMode "all"
  WriteUninstaller "$INSTDIR\\uninstall.exe"
  !insertmacro customInstall
SectionEnd
Section "un.install"
  !insertmacro customUnInstall
SectionEnd
`;

describe("the installer's own part", () => {
  it("compiles without a warning", ({ skip }) => {
    const reason = whyNotInstalled("makensis", "nsis");
    if (reason !== undefined) return skip(reason);
    const folder = temporaryFolder();
    const script = join(folder, "installer.nsi");
    writeFileSync(script, around(join(folder, "installer.exe")));
    const { status, stdout, stderr } = spawnSync("makensis", ["-WX", "-V2", script], { encoding: "utf8" });
    expect(`${stdout}${stderr}`).toBe("");
    expect(status).toBe(0);
  });

  it("takes away every key that it makes", () => {
    const text = readFileSync(include, "utf8");
    const [, made = "", removed = ""] =
      /!macro customInstall(.*?)!macro customUnInstall(.*?)!macroend/s.exec(text) ?? [];
    const schemes = [...made.matchAll(/sidetoneProgId "(\w+)"/g)].map(([, scheme]) => scheme);
    expect(schemes).toEqual(["tel", "callto", "sip", "sips", "sidetone"]);
    for (const scheme of schemes)
      expect(removed).toContain(`DeleteRegKey SHCTX "Software\\Classes\\Sidetone.${scheme}"`);
    expect(removed).toContain('DeleteRegValue SHCTX "Software\\RegisteredApplications" "Sidetone"');
    expect(removed).toContain('DeleteRegKey SHCTX "Software\\Sidetone"');
  });
  it("lets no link become a switch of the program", () => {
    const commands = [...readFileSync(include, "utf8").matchAll(/\\shell\\open\\command" "" (.*)$/gm)];
    expect(commands.map(([, command]) => command)).toEqual(Array(2).fill(`'"$appExe" -- "%1"'`));
  });
});
