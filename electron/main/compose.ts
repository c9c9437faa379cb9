import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  app,
  dialog,
  clipboard as electronClipboard,
  session as electronSession,
  nativeTheme,
  net,
  systemPreferences,
} from "electron";
import type { Me } from "../../shared/calls/calls-state.ts";
import {
  type Authorize,
  accountAuthorization,
  bearerAuthorization,
  createFlexfoneClient,
  type FlexfoneClient,
} from "../../shared/flexfone/client.ts";
import { makeCall } from "../../shared/flexfone/make-call.ts";
import { resolveLocale } from "../../shared/i18n/i18next-options.ts";
import { relayPaths } from "../../shared/relay-protocol/http.ts";
import { loginItem } from "./adapters/autostart/login-item.ts";
import { xdgAutostart } from "./adapters/autostart/xdg-autostart.ts";
import { ElectronClipboard } from "./adapters/electron/electron-clipboard.ts";
import { ElectronFileDialogs } from "./adapters/electron/electron-file-dialogs.ts";
import { ElectronLinkHandlers } from "./adapters/electron/electron-link-handlers.ts";
import { createLogger } from "./adapters/electron/electron-log-logger.ts";
import { ElectronNotifier } from "./adapters/electron/electron-notifier.ts";
import { ElectronPower } from "./adapters/electron/electron-power.ts";
import { ElectronShortcuts } from "./adapters/electron/electron-shortcuts.ts";
import { electronSystem } from "./adapters/electron/electron-system.ts";
import { ElectronTray } from "./adapters/electron/electron-tray.ts";
import { SafeStorageSecrets } from "./adapters/electron/safe-storage-secrets.ts";
import { createDirectCallFlows } from "./adapters/flexfone/direct-call-flows.ts";
import { createTranslator } from "./adapters/i18next-translator.ts";
import { nodeFileWriter } from "./adapters/node-file-writer.ts";
import { nodeTextFile } from "./adapters/node-text-file.ts";
import { createRelayApi } from "./adapters/relay/http-relay-api.ts";
import { createRelayCallFlows } from "./adapters/relay/relay-call-flows.ts";
import { createRelaySocketOpener } from "./adapters/relay/websocket-relay.ts";
import { selectionSource } from "./adapters/selection/selection-source.ts";
import { ElectronStoreSettings } from "./adapters/settings/electron-store-settings.ts";
import { enrolmentFile } from "./adapters/settings/enrolment-file.ts";
import { machinePolicyFile, relayInPolicy } from "./adapters/settings/machine-policy.ts";
import { readPolicySettings } from "./adapters/settings/policy-settings.ts";
import { isAdministratorsAlone, isRootsAlone, readSecurityDescriptor } from "./adapters/settings/policy-trust.ts";
import { callMigrations } from "./adapters/sqlite/call-migrations.ts";
import { contactMigrations } from "./adapters/sqlite/contact-migrations.ts";
import { databaseHealth } from "./adapters/sqlite/database-health.ts";
import { openDatabase } from "./adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "./adapters/sqlite/sqlite-call-store.ts";
import { SqliteEmployeeCache } from "./adapters/sqlite/sqlite-employee-cache.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { systemRandom } from "./adapters/system-random.ts";
import { ElectronUpdates } from "./adapters/updates/electron-updates.ts";
import { composeContacts, type Threads } from "./compose-contacts.ts";
import { isBarRequest } from "./ipc/bar-handlers.ts";
import { isCardRequest } from "./ipc/card-handlers.ts";
import { createHandlers } from "./ipc/handlers.ts";
import { routeRequests } from "./ipc/router.ts";
import type { Pairing } from "./ports/settings-store.ts";
import { serveAppScheme } from "./security/app-scheme.ts";
import { refuseNavigation } from "./security/navigation.ts";
import { refusePermissions } from "./security/permissions.ts";
import { AppState, initialContent } from "./services/app-state.ts";
import { CallAttention } from "./services/call-attention.ts";
import { CallBoard } from "./services/call-board.ts";
import { CallCard } from "./services/call-card.ts";
import { CallFlowReports } from "./services/call-flow-reports.ts";
import { CallFlowsService } from "./services/call-flows-service.ts";
import { CallNotifications, type NotificationWish } from "./services/call-notifications.ts";
import { CallsService } from "./services/calls-service.ts";
import { customerToOpen } from "./services/customer-to-open.ts";
import { DiagnosticsService } from "./services/diagnostics.ts";
import { DialBar } from "./services/dial-bar.ts";
import { DialRecord } from "./services/dial-record.ts";
import { DialService } from "./services/dial-service.ts";
import { DialSuggestions } from "./services/dial-suggestions.ts";
import { DirectSetup } from "./services/direct-setup.ts";
import { DirectoryService } from "./services/directory-service.ts";
import { DoNotDisturb } from "./services/do-not-disturb.ts";
import { EnrolmentService } from "./services/enrolment-service.ts";
import { GapReport } from "./services/gap-report.ts";
import { HistoryKeeping } from "./services/history-keeping.ts";
import { HotkeysService } from "./services/hotkeys-service.ts";
import { LinkService } from "./services/link-service.ts";
import { MarkOutbox } from "./services/mark-outbox.ts";
import { Notices } from "./services/notices.ts";
import { PairingService } from "./services/pairing-service.ts";
import { PresenceService } from "./services/presence-service.ts";
import { RelaySession } from "./services/relay-session.ts";
import { SelectionCapture } from "./services/selection-capture.ts";
import { SelectionDialling } from "./services/selection-dialling.ts";
import { SettingsFiles } from "./services/settings-files.ts";
import { insecureMakeCall, SettingsService } from "./services/settings-service.ts";
import { TrayService } from "./services/tray-service.ts";
import { TrialCall } from "./services/trial-call.ts";
import { UpdateService } from "./services/update-service.ts";

import { isOlderVersion } from "./services/version-order.ts";
import { CardWindow } from "./windows/card-window.ts";
import { DialBarWindow } from "./windows/dial-bar-window.ts";
import { MainWindow } from "./windows/main-window.ts";

/** The running app, as `index.ts` sees it. */
export interface SidetoneApp {
  /** Another start of the program, or a click on the dock. */
  showWindow(): void;
  /** A link that the system handed over. */
  openLink(link: string): void;
  /** Windows may close from now on. */
  prepareToQuit(): void;
  dispose(): void;
}

const DAY_MS = 24 * 3_600_000;
/** Missed calls among which the one of a touched notification is looked for. */
const LOOKED_THROUGH = 100;
/** Calls among which the tray finds those to dial back. */
const RECENT_CALLS = 25;
const nobody: Me = { localNumber: "", phones: [], numbers: [] };

/**
 * Builds the app: with `compose-contacts.ts` the only place where anything is constructed. Call it when Electron is ready.
 *
 * @param platform what the adapters adapt to
 * @param start `hidden`: with the session, when nobody asked for a window
 */
export async function compose(
  platform: NodeJS.Platform,
  threads: Threads,
  start: { hidden: boolean },
): Promise<SidetoneApp> {
  const clock = systemClock;
  const random = systemRandom;
  const folder = app.getPath("userData");
  const appFolder = app.getAppPath();
  const logger = createLogger(app.getPath("logs"), !app.isPackaged);
  const now = () => new Date(clock.now());

  refuseNavigation(logger);
  refusePermissions(electronSession.defaultSession);
  serveAppScheme(join(appFolder, "out", "renderer"));

  const policyFile = machinePolicyFile(platform, process.env);
  const policy = readPolicySettings(policyFile, (file) => platform === "win32" || isRootsAlone(file));
  const settings = new ElectronStoreSettings(folder, now(), policy);
  const secrets = new SafeStorageSecrets(folder, platform, logger, () => settings.get().keepSecrets === "plain");
  // The relay gives what the cursor, which is in the same commit, says is missing; contacts.db holds the PBX's list.
  const callsFile = openDatabase(join(folder, "calls.db"), callMigrations, now(), { fetchable: true });
  const contactsFile = openDatabase(join(folder, "contacts.db"), contactMigrations, now(), { fetchable: true });
  const store = new SqliteCallStore(callsFile.database);
  store.prune(clock.now() - settings.get().historyDays * DAY_MS);
  const systemLanguages = app.getPreferredSystemLanguages();
  const locale = resolveLocale(settings.get().language, systemLanguages);
  const translator = createTranslator(locale);

  const state = new AppState(
    initialContent({ appVersion: app.getVersion(), locale, missedCount: store.missedCount() }),
  );
  const files = new ElectronFileDialogs(translator.translate);
  const people = composeContacts({
    folder,
    threads,
    state,
    calls: store,
    secrets,
    files,
    fetch: (url, init) => net.fetch(url, init),
    translator,
    clock,
    random,
    logger,
    onNames: () => board.namesChanged(),
  });
  const { lookup } = people;
  const notices = new Notices(state, random);
  for (const file of [callsFile.recoveredFrom, contactsFile.recoveredFrom, people.recoveredFrom]) {
    if (file !== undefined) notices.add({ kind: "database-recovered", values: { file } });
  }
  for (const file of [callsFile.newerKept, contactsFile.newerKept, people.newerKept]) {
    if (file !== undefined) notices.add({ kind: "database-newer", values: { file } });
  }
  if (policy.problems.includes("")) notices.add({ kind: "policy-unreadable", values: {} });
  else if (policy.problems.length > 0) {
    notices.add({ kind: "policy-problem", values: { fields: policy.problems.join(", ") } });
  }
  if (settings.recoveredFrom !== undefined) {
    notices.add({ kind: "settings-recovered", values: { file: settings.recoveredFrom } });
  }

  const power = new ElectronPower(clock);
  const notifier = new ElectronNotifier(platform, clock, logger);
  const doNotDisturb = new DoNotDisturb({ state, settings, clock, onChange: () => board.refresh() });
  const attention = new CallAttention({ settings, doNotDisturb, screenLock: power });
  const icons = join(appFolder, "resources", "icons");
  const tray = new ElectronTray(platform, join(icons, "tray"));
  const window = new MainWindow({
    preload: join(appFolder, "out", "preload", "index.cjs"),
    icon: join(icons, "app", "256.png"),
    overlays: join(icons, "overlay"),
    platform,
    trayBounds: () => tray.bounds(),
    clock,
    logger,
    onGivenUp: () => notices.add({ kind: "window-crashed", values: {} }),
    onVisible: (visible) => {
      // The keys that are being chosen, and macOS's permission, which may have come meanwhile.
      if (visible) hotkeys.refresh();
      else hotkeys.record(false);
      presence.lookedAt(visible);
      callFlows.windowShown(visible);
      if (visible) people.browsing.prepare();
    },
  });

  const pairedEmployee = settings.get().pairing?.employee.localNumber ?? settings.get().historyOwner?.localNumber;
  const calls = new CallsService({
    store,
    clock,
    logger,
    me: pairedEmployee === undefined ? nobody : { ...nobody, localNumber: pairedEmployee },
    onChange: (current, changed) => {
      if (people.spoken.learn(changed)) board.spokenChanged();
      people.browsing.changed();
      dial.onCalls(current);
      board.refresh();
    },
    onHistory: () => board.historyChanged(),
    onMarked: () => board.seenElsewhere(),
    onHandled: () => marks.tell(),
    onGap: (gap) => gapReport.tell(gap),
  });
  const dialRecord = new DialRecord({ clock, send: (message) => session.send(message) });
  const dial = new DialService({
    state,
    calls,
    lookup,
    settings,
    secrets,
    makeCall: (url, request) =>
      makeCall({ url, fetch: net.fetch, allowInsecure: insecureMakeCall(settings)?.allowed === true }, request),
    relayCall: (callee, device) => relayCall?.(callee, device),
    record: dialRecord,
    clock,
    random,
  });
  const onWish = (wish: NotificationWish) => {
    // A notification may be older than this run.
    const past = () => store.history({ filter: "missed", limit: LOOKED_THROUGH }).map(({ call }) => call);
    const isIt = ({ key }: { key: string }) => key === wish.key;
    const number = (calls.calls.find(isIt) ?? past().find(isIt))?.number;
    if (wish.type === "add-contact" && number !== undefined) {
      window.show({ view: "people", newContact: { number } });
      return;
    }
    const dialText = wish.type === "call-back" ? number : undefined;
    window.show({ view: "calls", ...(dialText === undefined ? {} : { dialText }) });
  };
  const notifications = new CallNotifications({ notifier, translator, clock, attention, onWish });
  const cardWindow = new CardWindow({
    preload: join(appFolder, "out", "preload", "index.cjs"),
    platform,
    settings,
    clock,
    logger,
  });
  const card = new CallCard({ window: cardWindow, state, translator, clock, attention, onWish });
  const trial = new TrialCall({ translator, clock, attention, onChange: () => board.refresh() });
  const marks = new MarkOutbox({ store, clock, send: (mark) => session.send({ type: "mark", mark }) });
  const board = new CallBoard({
    state,
    calls,
    store,
    lookup,
    people: people.people,
    notifications,
    card,
    trial,
    clock,
    onSeen: () => marks.tell(),
  });
  const presence = new PresenceService({
    state,
    lookup,
    watch: (on) => session.send({ type: "watch-presence", on }),
    own: () => settings.get().pairing?.employee.localNumber,
  });
  const gapReport = new GapReport({ notices, notifier, translator, onOpen: () => window.show({ view: "calls" }) });
  const callFlows = new CallFlowsService({
    state,
    lookup,
    clock,
    random,
    own: () => settings.get().pairing?.employee.localNumber,
  });
  const callFlowReports = new CallFlowReports({
    state,
    notifier,
    translator,
    clock,
    screenLock: power,
    hideNames: () => settings.get().hideNames,
    onOpen: () => window.show({ view: "callFlows" }),
  });
  const directory = new DirectoryService({
    state,
    colleagues: people.colleagues,
    cache: new SqliteEmployeeCache(contactsFile.database),
    settings,
    notices,
    clock,
    random,
    logger,
    onMe: (me) => calls.setMe(me),
    onPhoneGone: () => settingsService.update({}),
    onDirectory: () => {
      callFlows.publish();
      presence.publish();
      void people.contacts.sourcesChanged();
    },
  });
  const session = new RelaySession({
    openSocket: createRelaySocketOpener({
      logger,
      resolveProxy: (url) => electronSession.defaultSession.resolveProxy(url),
    }),
    clock,
    random,
    logger,
    app: { version: app.getVersion(), platform },
    cursor: () => store.cursor(),
    onStatus: (relay) => {
      state.update({ relay });
      if (relay.state !== "connected") {
        presence.offline();
        callFlows.offline();
      }
    },
    onMessage: (message) => {
      calls.receive(message);
      presence.receive(message);
      if (message.type === "dial") dial.told(message.dial);
      if (message.type === "welcome") {
        state.update({ relayDialling: message.dialling === true });
        marks.connected();
        dialRecord.connected();
        const { minimumAppVersion: version } = message;
        if (version !== undefined && isOlderVersion(app.getVersion(), version)) {
          notices.add({ kind: "update-needed", values: { version } });
        }
        void directory.refresh();
        callFlows.online();
      }
      if (message.type === "call-flows-changed") callFlows.changed();
    },
  });
  const relayApi = createRelayApi((url, init) => net.fetch(url, init));

  const flexfone = (baseUrl: string, authorize: Authorize) =>
    createFlexfoneClient({
      baseUrl,
      authorize,
      fetch: net.fetch,
      wait: (milliseconds) =>
        new Promise((resolve) => {
          clock.after(milliseconds, resolve);
        }),
    });
  let relayCall: ((callee: string, device: string) => ReturnType<FlexfoneClient["call"]>) | undefined;
  const connect = (pairing: Pairing, secret: string) => {
    const isDirect = pairing.kind === "direct";
    const api = isDirect
      ? flexfone(pairing.baseUrl, accountAuthorization(pairing.account.id, secret))
      : flexfone(new URL(relayPaths.flexfone, pairing.relay).href, bearerAuthorization(secret));
    calls.setMe({ ...nobody, localNumber: pairing.employee.localNumber });
    if (!isDirect) relayCall = (callee, device) => api.call(pairing.employee.localNumber, callee, device);
    const known = directory.start(pairing, api);
    callFlows.start(
      pairing.kind === "direct"
        ? createDirectCallFlows(api, clock)
        : createRelayCallFlows({ relay: pairing.relay, token: secret, fetch: (url, init) => net.fetch(url, init) }),
    );
    if (isDirect) {
      state.update({ relay: { state: "direct" } });
      void known.then(() => directory.refresh());
      callFlows.online();
    } else session.start({ relay: pairing.relay, token: secret });
  };
  const disconnect = ({ deleteHistory }: { deleteHistory: boolean }) => {
    session.stop();
    relayCall = undefined;
    state.update({ relayDialling: false });
    directory.stop();
    callFlows.stop();
    calls.reset(nobody, deleteHistory);
    // They are nobody else's to read.
    notifications.closeMissed();
    card.closeMissed();
    people.spoken.reload();
    people.browsing.changed();
    void settingsService.load();
  };
  const pairing = new PairingService({
    state,
    settings,
    secrets,
    relayApi,
    notices,
    random: systemRandom,
    logger,
    device: { name: hostname(), platform },
    onPaired: connect,
    onUnpaired: disconnect,
    async keepLogin(username, password) {
      await settingsService.setMyFoneLogin(username, password);
    },
  });
  const directSetup = new DirectSetup({
    state,
    settings,
    pairing,
    employees: ({ baseUrl, account, hash }) => flexfone(baseUrl, accountAuthorization(account, hash)).employees(),
  });
  const settingsService = new SettingsService({
    state,
    settings,
    secrets,
    notices,
    autostart:
      platform === "linux"
        ? xdgAutostart(app.getPath("appData"), process.env.APPIMAGE ?? app.getPath("exe"))
        : loginItem,
    forcedAutostart: policy.settings.autostart,
    logger,
    systemLanguages,
    onLocale: (chosen) => {
      translator.setLocale(chosen);
      if (chosen !== state.snapshot.locale) board.namesChanged();
    },
    onTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    onNotifications: () => board.refresh(),
  });
  const links = new LinkService({
    settings,
    dial,
    pairing,
    notices,
    clock,
    logger,
    onShow: (request) => window.show(request),
    async onRefused() {
      const t = translator.translate;
      await dialog.showMessageBox({
        type: "info",
        message: t("dialogs.linkNotUsable"),
        detail: t("dialogs.linkNotUsableDetail"),
      });
    },
  });
  const trayService = new TrayService({
    state,
    tray,
    translator,
    onOpen: () => window.toggle(),
    onShow: (view) => window.show({ view }),
    onReconnect: () => session.reconnect("user"),
    recentCalls: () => board.history({ filter: "all", limit: RECENT_CALLS }).calls,
    onDial: (number) => window.show({ view: "calls", dialText: number }),
    onQuiet(command) {
      if (command.type === "end") doNotDisturb.end();
      else doNotDisturb.begin(command.choice);
    },
    clock,
    onCallFlow(command) {
      if (command.type === "cancel") {
        void callFlows.cancel(command.id).then((outcome) => callFlowReports.cancelled(command.id, outcome));
        return;
      }
      const { localNumber, active, until } = command;
      void callFlows.set(localNumber, active, until).then((outcome) => callFlowReports.switched(localNumber, outcome));
    },
    onQuit: () => app.quit(),
  });

  const keeping = new HistoryKeeping({
    store,
    calls,
    settings,
    clock,
    logger,
    onErased() {
      people.spoken.reload();
      board.spokenChanged();
      people.browsing.changed();
      board.seenElsewhere();
    },
  });
  const settingsFiles = new SettingsFiles({
    settings,
    service: settingsService,
    setHotkey: (action, accelerator) => hotkeys.set(action, accelerator),
    files,
    writer: nodeFileWriter,
    reader: nodeTextFile,
    translator,
    logger,
  });

  const linkHandlers = new ElectronLinkHandlers(platform);
  const diagnostics = new DiagnosticsService({
    state,
    store,
    notifications: notifier,
    linkHandlers,
    databases: databaseHealth([callsFile.database, contactsFile.database]),
    system: electronSystem,
    policyProblems: policy.problems.length,
    clock,
    copy: (text) => electronClipboard.writeText(text),
  });

  const updates = new UpdateService({
    updates: new ElectronUpdates(platform, logger),
    state,
    settings,
    notices,
    clock,
    random,
    logger,
    changelog: () => readFile(join(appFolder, "CHANGELOG.md"), "utf8").catch(() => undefined),
    // Electron closes the windows before it says that it quits.
    onInstall: () => window.allowClosing(),
  });

  const dialSuggestions = new DialSuggestions({ lookup, store, people: people.browsing, logger });
  const barWindow = new DialBarWindow({
    preload: join(appFolder, "out", "preload", "index.cjs"),
    platform,
    onLeft: () => bar.close(),
  });
  const bar = new DialBar({ window: barWindow, state, dial, suggestions: dialSuggestions, clock });
  const clipboard = new ElectronClipboard(platform);
  const selection = selectionSource(platform, process.env, join(appFolder, "resources", "selection"), clock, logger);
  const selectionDialling = new SelectionDialling({
    capture: new SelectionCapture({ source: selection, clipboard, clock, random, logger }),
    clipboard,
    bar,
    suggestions: dialSuggestions,
    settings,
  });
  const hotkeys = new HotkeysService({
    shortcuts: new ElectronShortcuts(logger),
    settings,
    state,
    clock,
    platform: platform === "darwin" ? "mac" : platform === "win32" ? "windows" : "linux",
    selection: () => (selection.kind === "copy" && !selection.isAllowed() ? "permission" : selection.kind),
    onPress(action) {
      if (action === "dial-selection") void selectionDialling.dialSelection();
      else if (action === "dial-bar") bar.toggle();
      else if (action === "open-customer") window.show(customerToOpen(state.snapshot.liveCalls));
      else doNotDisturb.toggle();
    },
  });

  const missedText = (count: number) => translator.translate("tray.missed", { count });
  window.showMissed(state.snapshot.missedCount, missedText(state.snapshot.missedCount));
  state.subscribe((snapshot, before) => {
    window.publish(snapshot);
    const { missedCount: count } = snapshot;
    if (count !== before.missedCount) window.showMissed(count, missedText(count));
  });
  power.onLock(() => board.refresh());
  power.onWake((why) => {
    doNotDisturb.refresh();
    hotkeys.refresh();
    session.reconnect(why);
    if (state.snapshot.relay.state !== "direct") return;
    void directory.refresh();
    callFlows.online();
  });
  routeRequests({
    handlers: createHandlers({
      state,
      board,
      pairing,
      directSetup,
      session,
      dial,
      dialSuggestions,
      callFlows,
      settings: settingsService,
      contacts: people.contacts,
      browsing: people.browsing,
      drafts: people.drafts,
      sources: people.sources,
      subscriptions: people.subscriptions,
      notices,
      updates,
      doNotDisturb,
      card,
      cardWindow,
      bar,
      barWindow,
      selectionDialling,
      hotkeys,
      // Shows the system's question once, and the page of its settings where that is said.
      askPermission: () => {
        if (platform === "darwin") systemPreferences.isTrustedAccessibilityClient(true);
      },
      trial,
      keeping,
      settingsFiles,
      linkHandlers,
      diagnostics,
      windows: window,
    }),
    mayAsk: (id, name) =>
      window.owns(id) || (cardWindow.owns(id) && isCardRequest(name)) || (barWindow.owns(id) && isBarRequest(name)),
    logger,
  });

  await settingsService.load();
  doNotDisturb.start();
  board.refresh();
  callFlowReports.start();
  trayService.start();
  hotkeys.start();
  people.start();
  updates.start();
  keeping.start();
  const enrolment = new EnrolmentService({
    source: enrolmentFile(folder),
    proposedRelay: relayInPolicy(policyFile, async (file) =>
      platform === "win32"
        ? isAdministratorsAlone(await readSecurityDescriptor(file, process.env))
        : isRootsAlone(file),
    ),
    state,
    settings,
    settingsService,
    pairing,
    notices,
    logger,
  });
  notifier.start();
  const resumed = await pairing.resume();
  if (!resumed) await enrolment.run();
  if (!resumed && !start.hidden && state.snapshot.relay.state === "unpaired") window.show({ view: "pairing" });

  return {
    showWindow: () => window.show({ view: "calls" }),
    openLink: (link) => void links.open(link),
    prepareToQuit: () => window.allowClosing(),
    dispose() {
      updates.dispose();
      keeping.dispose();
      session.dispose();
      directory.dispose();
      callFlows.dispose();
      board.dispose();
      doNotDisturb.dispose();
      notifications.dispose();
      trial.dispose();
      card.dispose();
      cardWindow.dispose();
      hotkeys.dispose();
      if (selection.kind === "copy") selection.key.dispose();
      bar.dispose();
      barWindow.dispose();
      marks.dispose();
      dial.dispose();
      calls.dispose();
      callsFile.database.close();
      contactsFile.database.close();
      void people.dispose();
    },
  };
}
