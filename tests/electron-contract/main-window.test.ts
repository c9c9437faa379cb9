import { expect, it, onTestFinished } from "vitest";
import { launchOnDouble } from "../../tools/electron-double/launch.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";

async function start(platform: "linux" | "win32" = "linux") {
  const app = await launchOnDouble({
    main: "tests/electron-contract/windows-app/main.ts",
    userDataDir: temporaryFolder(),
    platform,
  });
  onTestFinished(() => app.close());
  let read = 0;
  /** Waits for a line that was not read yet. */
  const said = async (pattern: RegExp): Promise<string> => {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const found = pattern.exec(app.output().slice(read));
      if (found !== null) {
        read += found.index + found[0].length;
        return found[0];
      }
      if (Date.now() > deadline) throw new Error(`never said: ${pattern}\n${app.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await said(/"ready"/);
  const tell = async (what: "show" | "hide" | `missed?${number}` | `advance?${number}`) => {
    await app.desktop.openUrl(`test:${what}`);
    return said(/\{"done".*\}/);
  };
  const windows = async () => (await app.desktop.state()).windows;
  return { ...app, said, tell, windows };
}

const MINUTE = 60_000;

it("there is no window before one is asked for, and none when nobody has looked at it for five minutes", async () => {
  const { tell, windows } = await start();
  expect(await windows()).toEqual([]);
  await tell("show");
  const [first] = await windows();
  expect(first).toMatchObject({ visible: true });
  await tell("hide");
  await tell(`advance?${4 * MINUTE}`);
  expect(await windows()).toMatchObject([{ id: first?.id, visible: false }]);
  // He looked again: the five minutes begin anew.
  await tell("show");
  await tell(`advance?${10 * MINUTE}`);
  expect(await windows()).toMatchObject([{ id: first?.id, visible: true }]);
  await tell("hide");
  expect(await tell(`advance?${5 * MINUTE}`)).toContain('"waiting":0');
  expect(await windows()).toEqual([]);
  await tell("show");
  expect((await windows())[0]?.id).not.toBe(first?.id);
});

it("a page that crashes while nobody sees it is not started again", async () => {
  const { tell, windows, desktop, output } = await start();
  await tell("show");
  await tell("hide");
  const [window] = await windows();
  await desktop.command("crashWindow", { id: window?.id ?? 0 });
  expect(await windows()).toEqual([]);
  expect(output()).not.toContain("given up");
});

it("a page that crashes again and again is left, and comes back when he opens it", async () => {
  const { tell, windows, desktop, said } = await start();
  await tell("show");
  const [window] = await windows();
  const id = window?.id ?? 0;
  for (let crash = 0; crash < 3; crash += 1) await desktop.command("crashWindow", { id });
  expect(await windows()).toMatchObject([{ id, visible: true }]);
  await desktop.command("crashWindow", { id });
  await said(/"given up"/);
  expect(await windows()).toEqual([]);
  await tell(`advance?${MINUTE}`);
  await tell("show");
  const [next] = await windows();
  await desktop.command("crashWindow", { id: next?.id ?? 0 });
  expect(await windows()).toMatchObject([{ visible: true }]);
});

it("a page that hangs for twenty seconds counts as crashed", async () => {
  const { tell, windows, desktop, output } = await start();
  await tell("show");
  const [window] = await windows();
  const id = window?.id ?? 0;
  for (let crash = 0; crash < 3; crash += 1) await desktop.command("crashWindow", { id });
  await desktop.command("hangWindow", { id });
  await tell(`advance?${19_999}`);
  expect(await windows()).toHaveLength(1);
  expect(output()).not.toContain("given up");
  await tell("advance?1");
  expect(output()).toContain("given up");
  expect(await windows()).toEqual([]);
});

it("missed calls lie over the window's button in Windows' taskbar, also when it was hidden meanwhile", async () => {
  const { tell, windows } = await start("win32");
  await tell("missed?2");
  await tell("show");
  expect(await windows()).toMatchObject([{ overlay: "2 missed" }]);
  await tell("hide");
  await tell("missed?3");
  await tell("show");
  expect(await windows()).toMatchObject([{ overlay: "3 missed" }]);
  await tell("missed?0");
  expect(await windows()).toMatchObject([{ overlay: "" }]);
});
