import type { Page } from "playwright-core";
import { expect } from "vitest";

/**
 * What the fixture app may expect of Electron, whichever of the two it runs on. Each expectation was read in Electron's
 * documentation; where the documentation gives no words for an error, only the part both are known to say is asked for.
 */
export interface ContractHost {
  /** The first window's page. */
  page: Page;
  userDataDir: string;
  /** Starts the app once more with the same user data and this last argument; resolves with its exit code. */
  startAgain(lastArgument: string): Promise<number | null>;
}

interface Expectation {
  name: string;
  check(host: ContractHost): Promise<void>;
}

/** Asks the fixture's main process. */
function ask(page: Page, channel: string, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(([name, values]) => (window as unknown as FixtureWindow).fixture.invoke(name, ...values), [
    channel,
    args,
  ] as const);
}

async function seen(page: Page): Promise<Record<string, unknown>> {
  return (await ask(page, "seen")) as Record<string, unknown>;
}

interface FixtureWindow {
  fixture: {
    invoke(channel: string, ...args: readonly unknown[]): Promise<unknown>;
    send(channel: string, ...args: readonly unknown[]): void;
    on(channel: string, listener: (...args: unknown[]) => void): () => void;
  };
}

/** Evaluates an expression in the page's own world. */
const inPage = (page: Page, expression: string): Promise<unknown> => page.evaluate(expression);

export const contract: Expectation[] = [
  {
    name: "app: ready comes after the main script, and the event before whenReady's continuation",
    async check({ page }) {
      expect((await seen(page)).order).toEqual([
        "at the start ready is false",
        "end of the script",
        "ready",
        "whenReady",
      ]);
    },
  },
  {
    name: "app: what needs a ready app refuses before, and schemes are refused after",
    async check({ page }) {
      const { refusals } = (await seen(page)) as { refusals: Record<string, string> };
      expect(refusals.windowBeforeReady).toMatch(/before app is ready/);
      expect(refusals.sessionBeforeReady).toMatch(/when app is ready/);
      expect(refusals.schemesAfterReady).toMatch(/before app is ready/);
      expect(refusals.secondHandler).not.toBe("no error");
    },
  },
  {
    name: "app: name and version come from the package, paths from --user-data-dir",
    async check({ page, userDataDir }) {
      expect(await ask(page, "about")).toMatchObject({
        name: "Contract Fixture",
        version: "1.2.3",
        packaged: false,
        userData: userDataDir,
        electron: "string",
        type: "browser",
        unknownPath: expect.not.stringMatching(/^no error$/),
      });
    },
  },
  {
    name: "app: a second start hands its arguments over and ends",
    async check({ page, startAgain }) {
      expect(await startAgain("fixture:second")).toBe(0);
      await expect
        .poll(async () => (await seen(page)).secondInstance)
        .toEqual([{ last: "fixture:second", data: { note: "fixture:second" } }]);
    },
  },
  {
    name: "protocol: what a page asks for comes from the app's handler, under the app's own addresses",
    async check({ page }) {
      const bridge = await inPage(
        page,
        `new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.onload = () => resolve(foundAtStart.bridge);
          script.onerror = () => reject(new Error("the script did not load"));
          script.src = "/page.js?again";
          document.head.append(script);
        })`,
      );
      expect(bridge).toBe("object");
      expect((await seen(page)).requests).toEqual(
        expect.arrayContaining([
          "GET fixture://app/index.html?question=1",
          "GET fixture://app/page.js",
          "GET fixture://app/page.js?again",
        ]),
      );
    },
  },
  {
    name: "protocol: the page's own Content-Security-Policy holds, also against the page's own connections",
    async check({ page }) {
      expect(await inPage(page, "fetch('page.js').then(() => 'allowed', () => 'refused')")).toBe("refused");
      expect(
        await inPage(
          page,
          "(() => { const script = document.createElement('script'); script.textContent = 'window.inline = true'; document.head.append(script); return typeof window.inline; })()",
        ),
      ).toBe("undefined");
    },
  },
  {
    name: "preload: it has run before the page's first script, in a world of its own",
    async check({ page }) {
      expect(await inPage(page, "foundAtStart")).toEqual({
        bridge: "object",
        leaked: "undefined",
        require: "undefined",
      });
    },
  },
  {
    name: "preload: a sandboxed one may require electron, events, timers and url, and nothing else",
    async check({ page }) {
      expect(await inPage(page, "fixture.modules()")).toEqual({
        emitter: "function",
        url: "function",
        timers: "function",
        fs: { error: expect.stringContaining("module not found") },
      });
      expect(await inPage(page, "fixture.process")).toMatchObject({ type: "renderer", sandboxed: true });
    },
  },
  {
    name: "contextBridge: values are copied and frozen, prototypes are dropped, functions go across",
    async check({ page }) {
      expect(await inPage(page, "fixture.point.x")).toBe(7);
      expect(await inPage(page, "typeof fixture.point.method")).toBe("undefined");
      expect(await inPage(page, "fixture.date instanceof Date && fixture.date.getTime()")).toBe(0);
      expect(await inPage(page, "Object.isFrozen(fixture) && Object.isFrozen(fixture.nested.list[1])")).toBe(true);
      expect(await inPage(page, "(() => { try { window.fixture = 1 } catch {} return typeof window.fixture })()")).toBe(
        "object",
      );
    },
  },
  {
    name: "contextBridge: errors keep their message, and a name is taken once",
    async check({ page }) {
      expect(
        await inPage(page, "(() => { try { fixture.fails() } catch (error) { return error.message } })()"),
      ).toContain("on purpose");
      expect(await inPage(page, "fixture.failsLater().catch((error) => error.message)")).toContain("later");
      expect(await inPage(page, "fixture.exposeTwice()")).toEqual({
        error: expect.stringContaining("existing property on the window object"),
      });
    },
  },
  {
    name: "IPC: what a structured clone keeps arrives whole in the main process and back",
    async check({ page }) {
      const described = async (expression: string) => inPage(page, `fixture.invoke('describe', ${expression})`);
      expect(await described("new Map([['a', 1]])")).toBe('Map [["a",1]]');
      expect(await described("new Set([1, 2])")).toBe("Set [1,2]");
      expect(await described("new Date(0)")).toBe("Date 1970-01-01T00:00:00.000Z");
      // The bridge, not IPC, makes a plain Error of every error.
      expect(await described("new RangeError('far')")).toBe("Error far");
      expect(await described("new Uint8Array([1, 2])")).toBe("Uint8Array 1,2");
      expect(await described("12n")).toBe("bigint 12");
      expect(await described("undefined")).toBe("undefined undefined");
      expect(await described("NaN")).toBe("number NaN");
      expect(
        await inPage(
          page,
          "fixture.invoke('echo', { deep: [undefined, null, -0] }, 'æøå').then((back) => back[0].deep.length + back[1])",
        ),
      ).toBe("3æøå");
    },
  },
  {
    name: "IPC: a function is refused at every crossing",
    async check({ page }) {
      expect(await inPage(page, "fixture.invokeWithFunction()")).toContain("could not be cloned");
      expect(await inPage(page, "fixture.sendWithFunction()")).toEqual({
        error: expect.stringContaining("could not be cloned"),
      });
      expect(await inPage(page, "fixture.invoke('uncloneable').catch((error) => error.message)")).toContain(
        "could not be cloned",
      );
      expect(await ask(page, "send-function")).toMatch(/serialize|could not be cloned/);
    },
  },
  {
    name: "IPC: a handler's error and a missing handler reach the page by name",
    async check({ page }) {
      expect(await inPage(page, "fixture.invoke('fails').catch((error) => error.message)")).toBe(
        "Error invoking remote method 'fails': TypeError: refused on purpose",
      );
      expect(await inPage(page, "fixture.invoke('nobody').catch((error) => error.message)")).toBe(
        "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
      );
      expect(await ask(page, "second-handler")).toBe("Attempted to register a second handler for 'echo'");
    },
  },
  {
    name: "IPC: messages go both ways in order, and a listener can be taken away",
    async check({ page }) {
      expect(
        await inPage(
          page,
          `(async () => {
            const got = [];
            const stop = fixture.on('sent-back', (...args) => got.push(args.join()));
            await fixture.invoke('send-back', 1, 2);
            await fixture.invoke('send-back', 3);
            stop();
            await fixture.invoke('send-back', 4);
            fixture.send('note', 'a');
            fixture.send('note', 'b', 1);
            return got;
          })()`,
        ),
      ).toEqual(["1,2", "3"]);
      await expect
        .poll(async () => (await seen(page)).sent)
        .toEqual([
          [1, "a"],
          [1, "b", 1],
        ]);
    },
  },
  {
    name: "IPC: the sender's frame has the app's own origin and is the main frame of its window",
    async check({ page }) {
      expect(await ask(page, "sender")).toMatchObject({
        url: "fixture://app/index.html?question=1",
        origin: "fixture://app",
        isMain: true,
        id: 1,
        windowId: 1,
      });
    },
  },
  {
    name: "BrowserWindow: loadURL settles when the page has loaded, and ready-to-show comes once",
    async check({ page }) {
      const { loadURLSettled, windowEvents } = await seen(page);
      expect(loadURLSettled).toBe(true);
      expect((windowEvents as string[]).filter((event) => event === "1 ready-to-show")).toHaveLength(1);
    },
  },
  {
    name: "BrowserWindow: windows show, hide, refuse to close and close",
    async check({ page }) {
      expect(await ask(page, "second-window")).toMatchObject({
        before: false,
        shown: true,
        hidden: false,
        ids: [1, 2],
      });
      expect(await ask(page, "close-second-window")).toEqual({
        kept: true,
        destroyed: true,
        error: "Object has been destroyed",
        left: 1,
      });
      expect((await seen(page)).windowEvents).toEqual(expect.arrayContaining(["2 show", "2 hide", "2 closed"]));
    },
  },
  {
    name: "safeStorage: what was encrypted is unreadable, and readable again; rubbish is refused",
    async check({ page }) {
      const outcome = await ask(page, "secrets");
      // A machine without a keychain has nothing to show here.
      if (outcome === "not available") return;
      expect(outcome).toMatchObject({
        result: "blåbærgrød",
        hidden: true,
        wrong: expect.not.stringMatching(/^no error$/),
      });
    },
  },
  {
    name: "nativeImage: a missing file is an empty image, and a PNG has its size",
    async check({ page }) {
      expect(await ask(page, "image")).toEqual({ empty: true, size: { width: 1, height: 1 } });
    },
  },
  {
    name: "Menu: a template becomes items",
    async check({ page }) {
      expect(await ask(page, "menu")).toEqual({ checked: true, line: "separator", more: "submenu", deep: false });
    },
  },
  {
    name: "net: reaches the app's own scheme, and fails in Chromium's words",
    async check({ page }) {
      expect(await ask(page, "network")).toEqual({
        own: "GET fixture://app/page.js",
        refused: "net::ERR_CONNECTION_REFUSED",
        proxy: "DIRECT",
        online: "boolean",
      });
    },
  },
  {
    name: "screen: there is one, with room on it",
    async check({ page }) {
      expect(await ask(page, "screen")).toEqual({ wide: true, high: true, all: true });
    },
  },
  {
    name: "webContents: the app decides about navigation and new windows",
    async check({ page }) {
      await page.click("#away");
      await page.click("#new-window");
      await expect.poll(async () => (await seen(page)).opened).toEqual(["https://new.invalid/"]);
      await expect.poll(async () => (await seen(page)).willNavigate).toEqual(["https://away.invalid/"]);
      await page.click("#inside");
      await page.waitForSelector("h1:text('Other page')");
      expect(await ask(page, "sender")).toMatchObject({ url: "fixture://app/other.html", origin: "fixture://app" });
    },
  },
];
