import type { CommandInput, CommandName, DesktopState, ShownMenuItem, ShownNotification } from "./desktop-contract.ts";

export const DESKTOP_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Desktop</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/desktop.css" />
    <script src="/desktop.js" defer></script>
  </head>
  <body>
    <div id="toasts" role="region" aria-label="Notifications" aria-live="polite"></div>
    <main>
      <section class="panel" aria-label="Windows"><h2>Windows</h2><div id="windows"></div></section>
      <section class="panel" aria-label="Activity"><h2>Activity</h2><div id="activity"></div></section>
      <section class="panel" aria-label="Desktop controls"><h2>This desktop</h2><div id="controls"></div></section>
    </main>
    <div id="dialogs"></div>
    <div id="menu" hidden></div>
    <footer id="bar"></footer>
    <p id="problem" role="alert" hidden></p>
  </body>
</html>
`;

export const DESKTOP_CSS = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1d2430, #e8ecf3);
  --quiet: light-dark(#5a6475, #9aa5b8);
  --glass: light-dark(rgb(255 255 255 / 0.72), rgb(28 34 46 / 0.72));
  --solid: light-dark(#fff, #202838);
  --line: light-dark(rgb(20 30 50 / 0.12), rgb(255 255 255 / 0.12));
  --accent: light-dark(#2459c4, #8fb4ff);
  --sky: light-dark(#c9d8ee, #141b2a);
  --earth: light-dark(#e9e4dc, #263042);
  --warm: light-dark(#b4460f, #ffb38a);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding-bottom: 64px; color: var(--ink);
  font: 14px/1.45 system-ui, sans-serif;
  background: linear-gradient(165deg, var(--sky), var(--earth)) fixed;
}
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 16px; padding: 24px; max-width: 1080px; align-items: start; }
.panel { background: var(--glass); border: 1px solid var(--line); border-radius: 14px; padding: 14px 16px; backdrop-filter: blur(14px); }
h2 { margin: 0 0 10px; font-size: 12px; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--quiet); }
h3 { margin: 14px 0 6px; font-size: 13px; font-weight: 600; }
p { margin: 0; }
.quiet { color: var(--quiet); font-size: 12.5px; overflow-wrap: anywhere; }
button, input, select {
  font: inherit; color: inherit; background: var(--solid); border: 1px solid var(--line); border-radius: 8px; padding: 5px 10px; min-width: 0;
}
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
button:disabled { opacity: 0.5; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button.main { background: var(--accent); color: light-dark(#fff, #10192b); border-color: transparent; }
.row { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.row.spread { justify-content: space-between; }
.row input:not([type="checkbox"]) { flex: 1; }
label.row { padding: 3px 0; }
label.row.spread select { flex: 0 1 auto; }
.card { background: var(--solid); border: 1px solid var(--line); border-radius: 10px; padding: 10px 12px; margin-bottom: 8px; display: grid; gap: 6px; }
.card.hidden-window { opacity: 0.7; }
ul { list-style: none; margin: 0; padding: 0; }
#activity li { padding: 6px 0; border-top: 1px solid var(--line); }
#activity li:first-child { border-top: 0; }
#toasts { display: grid; gap: 10px; padding: 24px 24px 0; }
#toasts:empty { display: none; }
@media (min-width: 1180px) {
  main { margin-right: 392px; }
  #toasts { position: fixed; right: 0; bottom: 52px; width: 392px; padding: 16px; z-index: 2; max-height: calc(100vh - 52px); overflow-y: auto; }
}
.toast { background: var(--solid); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 10px 30px rgb(0 0 0 / 0.18); padding: 12px 14px; display: grid; gap: 8px; }
.toast.critical { border-left: 4px solid var(--warm); }
.toast .text { all: unset; cursor: pointer; display: grid; gap: 2px; white-space: pre-line; overflow-wrap: anywhere; }
.toast .text:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; border-radius: 4px; }
.toast .head { display: flex; justify-content: space-between; gap: 8px; color: var(--quiet); font-size: 12px; }
.toast .head button { border: 0; background: none; padding: 0 4px; line-height: 1; }
#bar { position: fixed; inset: auto 0 0; height: 52px; display: flex; align-items: center; gap: 14px; padding: 0 18px; background: var(--glass); border-top: 1px solid var(--line); backdrop-filter: blur(18px); z-index: 3; }
#bar .spacer { flex: 1; }
#bar > * { flex: none; }
#bar .tooltip { flex: 0 1 auto; min-width: 0; max-height: 40px; overflow: hidden; }
#bar .tray { position: relative; display: flex; align-items: center; gap: 6px; padding: 5px 9px; background: transparent; border-color: transparent; }
#bar .tray:hover { background: var(--solid); border-color: var(--line); }
#bar img { width: 22px; height: 22px; object-fit: contain; display: block; }
.badge { background: var(--warm); color: light-dark(#fff, #2b1206); border-radius: 999px; font-size: 11px; font-weight: 700; padding: 1px 7px; }
.tooltip { max-width: 46ch; color: var(--quiet); font-size: 12.5px; white-space: pre-line; text-align: right; line-height: 1.3; }
@media (max-width: 700px) { #bar .quiet, #bar .tooltip { display: none; } }
#menu { position: fixed; right: 16px; bottom: 60px; min-width: 240px; max-width: 400px; background: var(--solid); border: 1px solid var(--line); border-radius: 12px; padding: 6px; box-shadow: 0 12px 34px rgb(0 0 0 / 0.22); z-index: 4; }
#menu button { display: flex; gap: 8px; width: 100%; text-align: left; border: 0; background: none; padding: 6px 10px; }
#menu button:hover:enabled { background: light-dark(#eef2fa, #2c374d); }
#menu .mark { flex: 0 0 1em; }
#menu .sub { padding-left: 16px; }
#menu hr { border: 0; border-top: 1px solid var(--line); margin: 5px 8px; }
.shade { position: fixed; inset: 0; display: grid; place-items: center; background: rgb(0 0 0 / 0.3); z-index: 5; }
.shade .card { width: min(440px, calc(100vw - 32px)); padding: 18px; white-space: pre-line; }
#problem { position: fixed; left: 50%; bottom: 70px; translate: -50% 0; background: var(--solid); border: 1px solid var(--warm); border-radius: 10px; padding: 8px 14px; z-index: 6; }
#problem[hidden], #menu[hidden] { display: none; }
`;

/** The desktop's page. Served as this function's source, so it may use nothing from outside itself. */
export function desktopScript(): void {
  type Child = Node | string;
  type Attributes = Partial<{
    class: string;
    text: string;
    disabled: boolean;
    placeholder: string;
    value: string;
    src: string;
    alt: string;
    title: string;
    label: string;
    onclick: () => void;
  }>;

  const h = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: Child[]) => {
    const element = document.createElement(tag);
    const { class: className, text, label, onclick, ...rest } = attributes;
    if (className !== undefined) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (label !== undefined) element.setAttribute("aria-label", label);
    if (onclick !== undefined) element.addEventListener("click", onclick);
    Object.assign(element, rest);
    element.append(...children);
    return element;
  };
  const byId = (id: string) => {
    const element = document.getElementById(id);
    if (element === null) throw new Error(`the page has no #${id}`);
    return element;
  };
  const time = (at: number) =>
    new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

  let problemTimer: ReturnType<typeof setTimeout> | undefined;
  const tellProblem = (text: string) => {
    const problem = byId("problem");
    problem.textContent = text;
    problem.hidden = false;
    clearTimeout(problemTimer);
    problemTimer = setTimeout(() => {
      problem.hidden = true;
    }, 6000);
  };
  const command = async <Name extends CommandName>(name: Name, input: CommandInput<Name>) => {
    const response = await fetch(`/api/commands/${name}`, { method: "POST", body: JSON.stringify(input) });
    if (response.ok) return;
    const { message } = (await response.json()) as { message?: string };
    tellProblem(message ?? `The desktop answered ${response.status}.`);
  };
  const button = (text: string, onclick: () => void, more: Attributes = {}) => h("button", { text, onclick, ...more });

  /** A part is drawn anew only when what it shows has changed, so that a field keeps its text. */
  const drawn = new Map<string, string>();
  const draw = (id: string, shown: unknown, content: () => Child[]) => {
    const text = JSON.stringify(shown ?? null);
    if (drawn.get(id) === text) return;
    drawn.set(id, text);
    byId(id).replaceChildren(...content());
  };

  // --- windows --------------------------------------------------------------------------------------------------------

  const drawWindows = (state: DesktopState) =>
    draw("windows", state.windows, () => {
      if (state.windows.length === 0) return [h("p", { class: "quiet", text: "The app has no window." })];
      return state.windows.map((window) => {
        const { width, height } = window.bounds;
        const status = [
          window.visible ? "shown" : "hidden",
          window.focused ? "focused" : "",
          window.open ? "open in a browser" : "",
        ];
        const { url } = window;
        const features = `popup,width=${width},height=${height}`;
        return h(
          "div",
          { class: window.visible ? "card" : "card hidden-window" },
          h("strong", { text: window.title || `Window ${window.id}` }),
          h("p", {
            class: "quiet",
            text: `${status.filter((word) => word !== "").join(" · ")} · ${width} × ${height}`,
          }),
          h(
            "div",
            { class: "row" },
            button("Open", () => void (url !== undefined && open(url, `window-${window.id}`, features)), {
              class: window.visible && !window.open ? "main" : "",
              disabled: url === undefined,
            }),
            button("Open in a tab", () => void (url !== undefined && open(url, "_blank")), {
              disabled: url === undefined,
            }),
            button("Close", () => void command("closeWindow", { id: window.id })),
          ),
        );
      });
    });

  // --- notifications, dialogs -----------------------------------------------------------------------------------------

  const toast = (appName: string, shown: ShownNotification) => {
    const { id } = shown;
    const reply = h("input", { placeholder: shown.replyPlaceholder || "Reply", label: "Reply" });
    return h(
      "div",
      { class: `toast ${shown.urgency}` },
      h(
        "div",
        { class: "head" },
        `${appName} · ${time(shown.shownAt)}${shown.silent ? " · silent" : ""}`,
        button("✕", () => void command("closeNotification", { id }), { label: "Close notification" }),
      ),
      h(
        "button",
        { class: "text", onclick: () => void command("clickNotification", { id }) },
        h("strong", { text: shown.title }),
        ...[shown.subtitle, shown.body].filter((text) => text !== "").map((text) => h("span", { text })),
      ),
      h(
        "div",
        { class: "row" },
        ...shown.actions.map((text, index) => button(text, () => void command("actOnNotification", { id, index }))),
        ...(shown.hasReply
          ? [reply, button("Send", () => void command("replyToNotification", { id, text: reply.value }))]
          : []),
      ),
    );
  };
  const drawToasts = (state: DesktopState) => {
    const open = state.notifications.filter((shown) => shown.status === "open");
    draw("toasts", open, () => open.map((shown) => toast(state.app.name, shown)));
  };
  const drawDialogs = (state: DesktopState) => {
    const open = state.dialogs.filter((dialog) => !dialog.answered);
    draw("dialogs", open, () =>
      open.slice(-1).map((dialog) => {
        const path = h("input", { placeholder: "/path/of/the/file", value: dialog.detail, label: "Path" });
        const takesPath = dialog.kind === "open" || dialog.kind === "save";
        const answer = (index: number) => {
          const paths = takesPath && index === 0 && path.value !== "" ? { paths: [path.value] } : {};
          void command("answerDialog", { id: dialog.id, button: index, ...paths });
        };
        return h(
          "div",
          { class: "shade" },
          h(
            "div",
            { class: "card" },
            h("strong", { text: dialog.title || state.app.name }),
            h("p", { text: dialog.message }),
            ...(takesPath ? [path] : [h("p", { class: "quiet", text: dialog.detail })]),
            h("div", { class: "row" }, ...dialog.buttons.map((text, index) => button(text, () => answer(index)))),
          ),
        );
      }),
    );
  };

  const drawActivity = (state: DesktopState) =>
    draw("activity", [state.notifications, state.externalUrls], () => {
      const notifications = state.notifications.slice(-12).reverse();
      const log = notifications.map((shown) =>
        h(
          "li",
          {},
          h(
            "div",
            { class: "row spread" },
            h("strong", { text: shown.title }),
            h("span", { class: "quiet", text: `${time(shown.shownAt)} · ${shown.status}` }),
          ),
          h("p", { class: "quiet", text: shown.body }),
        ),
      );
      const opened = state.externalUrls
        .slice(-5)
        .reverse()
        .map((url) => h("li", { class: "quiet", text: url }));
      return [
        log.length === 0 ? h("p", { class: "quiet", text: "No notification yet." }) : h("ul", {}, ...log),
        ...(opened.length === 0 ? [] : [h("h3", { text: "Opened outside the app" }), h("ul", {}, ...opened)]),
      ];
    });

  // --- tray and menus -------------------------------------------------------------------------------------------------

  const menuItems = (items: ShownMenuItem[], path: string[], choose: (path: string[]) => void): Child[] =>
    items.flatMap((item): Child[] => {
      if (item.type === "separator") return [h("hr")];
      const own = [...path, item.label];
      const mark = item.type === "checkbox" || item.type === "radio" ? (item.checked ? "✓" : "") : undefined;
      const line = h(
        "button",
        { disabled: !item.enabled || item.submenu !== undefined, onclick: () => choose(own) },
        ...(mark === undefined ? [] : [h("span", { class: "mark", text: mark })]),
        h("span", { text: item.label }),
      );
      return item.submenu === undefined
        ? [line]
        : [line, h("div", { class: "sub" }, ...menuItems(item.submenu, own, choose))];
    });
  let trayMenuOpen = false;
  let latest: DesktopState | undefined;
  const drawMenu = (state: DesktopState) => {
    const popup = state.popupMenu;
    const items = popup ?? (trayMenuOpen ? state.tray?.menu : undefined) ?? [];
    byId("menu").hidden = items.length === 0;
    draw("menu", [popup !== undefined, items], () =>
      menuItems(items, [], (path) => {
        trayMenuOpen = false;
        void command(popup === undefined ? "clickTrayMenuItem" : "clickPopupMenuItem", { path });
      }),
    );
  };
  const drawBar = (state: DesktopState) =>
    draw("bar", [state.tray, state.badge, state.app, state.locale], () => {
      const { tray } = state;
      const icon = h(
        "button",
        {
          class: "tray",
          label: `${state.app.name} in the tray`,
          title: tray?.tooltip ?? "",
          onclick: () => void command("clickTray", { button: "left" }),
        },
        tray === undefined || tray.icon === "" ? h("span", { text: "◉" }) : h("img", { src: tray.icon, alt: "" }),
        ...(tray?.title ? [h("span", { text: tray.title })] : []),
      );
      icon.addEventListener("contextmenu", (event) => {
        event.preventDefault();
        toggleTrayMenu();
      });
      return [
        h("strong", { text: state.app.name }),
        h("span", { class: "quiet", text: `${state.app.version} · ${state.app.platform}` }),
        ...(state.badge > 0 ? [h("span", { class: "badge", text: String(state.badge), title: "Badge" })] : []),
        h("span", { class: "spacer" }),
        h("span", { class: "tooltip", text: tray?.tooltip ?? "No tray icon" }),
        ...(tray === undefined ? [] : [icon, button("Menu", toggleTrayMenu, { label: "Tray menu" })]),
        h("span", { class: "quiet", text: state.locale }),
      ];
    });
  function toggleTrayMenu(): void {
    if (latest?.popupMenu !== undefined) void command("dismissPopupMenu", {});
    trayMenuOpen = !trayMenuOpen;
    if (trayMenuOpen) void command("clickTray", { button: "right" });
    if (latest !== undefined) drawMenu(latest);
  }

  // --- controls -------------------------------------------------------------------------------------------------------

  const field = (placeholder: string, text: string, send: (value: string) => void, value = "") => {
    const input = h("input", { placeholder, value, label: placeholder });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") send(input.value);
    });
    return h(
      "div",
      { class: "row" },
      input,
      button(text, () => send(input.value)),
    );
  };
  const check = (text: string, checked: boolean, change: (checked: boolean) => void) => {
    const box = h("input");
    box.type = "checkbox";
    box.checked = checked;
    box.addEventListener("change", () => change(box.checked));
    return h("label", { class: "row" }, box, text);
  };
  const choice = <Value extends string>(
    text: string,
    values: readonly Value[],
    now: string,
    change: (value: Value) => void,
  ) => {
    const select = h("select", {}, ...values.map((value) => new Option(value, value, false, value === now)));
    select.addEventListener("change", () => {
      const value = values[select.selectedIndex];
      if (value !== undefined) change(value);
    });
    return h("label", { class: "row spread" }, text, select);
  };
  const drawControls = (state: DesktopState) =>
    draw(
      "controls",
      [
        state.failures,
        state.shortcuts,
        state.systemTheme,
        state.locale,
        state.clipboard,
        state.selection,
        state.protocolClients,
      ],
      () => {
        const { failures } = state;
        const power = (["suspend", "resume", "lock-screen", "unlock-screen"] as const).map((event) =>
          button(event.replace("-screen", ""), () => void command("power", { event })),
        );
        const links = state.protocolClients.map((scheme) => `${scheme}:`).join(", ") || "none registered";
        return [
          h("div", { class: "row" }, ...power),
          h("h3", { text: "Open a link" }),
          field(`A link (${links})`, "Open", (url) => void command("openUrl", { url })),
          h("h3", { text: "Clipboard" }),
          field("Text", "Copy", (text) => void command("writeClipboard", { text }), state.clipboard),
          ...(state.app.platform === "linux"
            ? [
                h("h3", { text: "Selected in another program" }),
                field("Text", "Select", (text) => void command("select", { text }), state.selection),
              ]
            : []),
          h("h3", { text: "Shortcuts" }),
          state.shortcuts.length === 0
            ? h("p", { class: "quiet", text: "None registered." })
            : h(
                "div",
                { class: "row" },
                ...state.shortcuts.map((accelerator) =>
                  button(accelerator, () => void command("pressShortcut", { accelerator })),
                ),
              ),
          h("h3", { text: "System" }),
          choice(
            "Theme",
            ["light", "dark"] as const,
            state.systemTheme,
            (theme) => void command("setSystemTheme", { theme }),
          ),
          choice(
            "Language",
            [...new Set(["da", "en-GB", "en-US", state.locale])],
            state.locale,
            (locale) => void command("setLocale", { locale }),
          ),
          h("h3", { text: "What fails" }),
          choice(
            "Keychain",
            ["ok", "basic_text", "missing"] as const,
            failures.keychain,
            (keychain) => void command("setFailure", { keychain }),
          ),
          check(
            "Shortcuts are refused",
            failures.shortcutRefused,
            (shortcutRefused) => void command("setFailure", { shortcutRefused }),
          ),
          ...(state.app.platform === "darwin"
            ? [
                check(
                  "The app may not press keys",
                  failures.keysRefused,
                  (keysRefused) => void command("setFailure", { keysRefused }),
                ),
              ]
            : []),
          check(
            "Notifications fail",
            failures.notificationFailed,
            (notificationFailed) => void command("setFailure", { notificationFailed }),
          ),
          check(
            "The screen is locked",
            failures.screenLocked,
            (screenLocked) => void command("setFailure", { screenLocked }),
          ),
          check("The network is away", failures.offline, (offline) => void command("setFailure", { offline })),
          h("h3", { text: "The app" }),
          h(
            "div",
            { class: "row" },
            button("Start again", () => void command("activate", {})),
            button("Quit", () => void command("quit", {})),
          ),
        ];
      },
    );

  // --- connection -----------------------------------------------------------------------------------------------------

  const show = (state: DesktopState) => {
    latest = state;
    document.title = `${state.app.name} · desktop`;
    document.documentElement.style.colorScheme = state.systemTheme;
    drawWindows(state);
    drawToasts(state);
    drawDialogs(state);
    drawActivity(state);
    drawControls(state);
    drawBar(state);
    drawMenu(state);
  };
  const socket = new WebSocket(`ws://${location.host}/api/changes`);
  socket.addEventListener("message", (event) => show(JSON.parse(String(event.data)) as DesktopState));
  socket.addEventListener("close", () => {
    document.title = "The app has ended";
    const problem = byId("problem");
    clearTimeout(problemTimer);
    problem.textContent = "The app has ended. Start it again and open the new address that it prints.";
    problem.hidden = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    trayMenuOpen = false;
    if (latest?.popupMenu !== undefined) void command("dismissPopupMenu", {});
    if (latest !== undefined) drawMenu(latest);
  });
}
