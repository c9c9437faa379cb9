import { chmodSync, chownSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAdministratorsAlone, isRootsAlone } from "../../../electron/main/adapters/settings/policy-trust.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

describe("a policy of macOS or Linux", () => {
  const asRoot = process.getuid?.() === 0;

  function made(): { folder: string; file: string } {
    const folder = temporaryFolder();
    const file = join(folder, "policy.json");
    writeFileSync(file, "{}");
    chmodSync(folder, 0o755);
    chmodSync(file, 0o644);
    return { folder, file };
  }

  it("is root's, as is its folder, and nobody else may write there", ({ skip }) => {
    if (!asRoot) skip("only root can make a file that is root's: run the tests as root");
    const { folder, file } = made();
    expect(isRootsAlone(file)).toBe(true);
    for (const mode of [0o664, 0o646, 0o666]) {
      chmodSync(file, mode);
      expect(isRootsAlone(file)).toBe(false);
    }
    chmodSync(file, 0o644);
    chmodSync(folder, 0o777);
    expect(isRootsAlone(file)).toBe(false);
  });

  it.runIf(asRoot)("that is another's is none, also behind a link of root's", () => {
    const { file } = made();
    const link = join(made().folder, "linked.json");
    symlinkSync(file, link);
    expect(isRootsAlone(link)).toBe(true);
    chownSync(file, 1000, 1000);
    expect(isRootsAlone(file)).toBe(false);
    expect(isRootsAlone(link)).toBe(false);
  });

  it.runIf(process.platform !== "win32")("that he wrote himself is none", () => {
    const { file } = made();
    if (asRoot) chownSync(file, 1000, 1000);
    expect(isRootsAlone(file)).toBe(false);
  });
});

describe("a policy of Windows", () => {
  it.each([
    ["as the installer leaves it", "O:BAG:DUD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)"],
    ["with no inheritance", "O:SYG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;WD)"],
    ["with a denial", "O:BAG:DUD:(D;;FW;;;BU)(A;;FA;;;BA)(A;;GRGX;;;AU)"],
  ])("is an administrator's, and others read it: %s", (_, sddl) => {
    expect(isAdministratorsAlone(`${sddl}\r\n`)).toBe(true);
  });

  const somebody = "S-1-5-21-1004336348-1177238915-682003330-1001";
  it.each([
    ["somebody's own", `O:${somebody}G:DUD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)`],
    ["in a folder that somebody made", `O:BAG:DUD:AI(A;ID;FA;;;BA)(A;ID;FA;;;${somebody})(A;ID;0x1200a9;;;BU)`],
    ["open to users' changes", "O:BAG:DUD:(A;;FA;;;BA)(A;;0x1301bf;;;BU)"],
    ["open to the taking of ownership", "O:BAG:DUD:(A;;FA;;;BA)(A;;FRWO;;;AU)"],
    ["without a list", "O:BAG:DU"],
    ["with an entry that is not understood", "O:BAG:DUD:(A;;FA;;;BA)(XA;;FA;;;WD;(Member_of{SID(BA)}))"],
    ["nothing", ""],
  ])("is none where it is %s", (_, sddl) => {
    expect(isAdministratorsAlone(sddl)).toBe(false);
  });

  it("whatever else is told of a file, it is not believed", () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(isAdministratorsAlone(text)).toBe(false)));
  });
});
