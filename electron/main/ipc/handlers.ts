import type { z } from "zod";
import { defined } from "../../../shared/defined.ts";
import type { RequestName, RequestOutput, Result, requests } from "../../../shared/ipc/contract.ts";
import type { Windows } from "../ports/windows.ts";
import type { AppState } from "../services/app-state.ts";
import type { CallBoard } from "../services/call-board.ts";
import type { CallFlowsService } from "../services/call-flows-service.ts";
import type { ContactBrowsing } from "../services/contact-browsing.ts";
import type { ContactsService } from "../services/contacts-service.ts";
import type { DialService } from "../services/dial-service.ts";
import type { DialSuggestions } from "../services/dial-suggestions.ts";
import type { DirectSetup } from "../services/direct-setup.ts";
import type { DoNotDisturb } from "../services/do-not-disturb.ts";
import { succeeded } from "../services/failure.ts";
import type { Notices } from "../services/notices.ts";
import type { PairingService } from "../services/pairing-service.ts";
import type { RelaySession } from "../services/relay-session.ts";
import type { SettingsService } from "../services/settings-service.ts";
import type { TrialCall } from "../services/trial-call.ts";
import type { UpdateService } from "../services/update-service.ts";
import { type BarServices, createBarHandlers } from "./bar-handlers.ts";
import { type CardServices, createCardHandlers } from "./card-handlers.ts";
import { createBrowsingHandlers, createContactHandlers } from "./contact-handlers.ts";
import { createDesktopHandlers, type DesktopServices } from "./desktop-handlers.ts";
import { createHotkeyHandlers, type HotkeyServices } from "./hotkey-handlers.ts";
import { createSourceHandlers, type SourceServices } from "./source-handlers.ts";

/** One handler for each key of the contract; a missing one does not compile. */
export type Handlers = {
  [Name in RequestName]: (
    input: z.output<(typeof requests)[Name]["in"]>,
  ) => Promise<Result<RequestOutput<Name>>> | Result<RequestOutput<Name>>;
};

export interface HandlerServices extends SourceServices, CardServices, DesktopServices, BarServices, HotkeyServices {
  contacts: ContactsService;
  browsing: ContactBrowsing;
  state: AppState;
  board: CallBoard;
  pairing: PairingService;
  directSetup: DirectSetup;
  session: RelaySession;
  dial: DialService;
  dialSuggestions: DialSuggestions;
  callFlows: CallFlowsService;
  settings: SettingsService;
  notices: Notices;
  updates: UpdateService;
  doNotDisturb: DoNotDisturb;
  trial: TrialCall;
  windows: Windows;
}

export function createHandlers(services: HandlerServices): Handlers {
  const { state, board, pairing, directSetup, session, dial, dialSuggestions, callFlows, settings } = services;
  const { notices, updates, doNotDisturb, trial, windows } = services;
  return {
    ...createBrowsingHandlers(services.browsing),
    ...createContactHandlers(services.contacts),
    ...createSourceHandlers(services),
    ...createCardHandlers(services),
    ...createDesktopHandlers(services),
    ...createBarHandlers(services),
    ...createHotkeyHandlers(services),
    "snapshot.get": () => ({ ok: true, value: state.snapshot }),
    "pairing.propose": ({ link }) => pairing.propose(link),
    "pairing.beginLogin": ({ relay, account }) => pairing.beginLogin(relay, account),
    "pairing.login": ({ username, password, keepForDialling }) => pairing.login(username, password, keepForDialling),
    "pairing.findEmployees": ({ account, hash }) => directSetup.find(account.trim(), hash.trim()),
    "pairing.searchEmployees": ({ text }) => ({ ok: true, value: directSetup.search(text) }),
    "pairing.chooseEmployee": ({ localNumber }) => directSetup.choose(localNumber),
    "pairing.confirm": () => pairing.confirm(),
    "pairing.decline": () => pairing.decline(),
    "pairing.forget": ({ deleteHistory }) => pairing.forget(deleteHistory),
    "relay.reconnect": () => {
      session.reconnect("user");
      return succeeded();
    },
    "dial.preview": async ({ text }) => ({ ok: true, value: await dialSuggestions.preview(text) }),
    "dial.start": ({ number }) => dial.start(number),
    "dial.dismiss": () => dial.dismiss(),
    "calls.history": (query) => ({ ok: true, value: board.history(query) }),
    "calls.markMissedSeen": () => {
      board.markMissedSeen();
      return succeeded();
    },
    "callFlows.set": ({ localNumber, active, until }) => callFlows.set(localNumber, active, until),
    "callFlows.cancel": ({ id }) => callFlows.cancel(id),
    "callFlows.undo": ({ id }) => callFlows.undo(id),
    "callFlows.dismissProblem": ({ localNumber }) => callFlows.dismissProblem(localNumber),
    "callFlows.refresh": () => callFlows.refresh(),
    "callFlows.watch": ({ on }) => callFlows.watch(on),
    "settings.update": (changes) => settings.update(defined(changes)),
    "settings.setMyFoneLogin": ({ username, password }) => settings.setMyFoneLogin(username, password),
    "settings.forgetMyFoneLogin": () => settings.forgetMyFoneLogin(),
    "settings.keepSecrets": ({ keep }) => settings.keepSecrets(keep),
    "settings.allowInsecureMakeCall": ({ allowed }) => settings.allowInsecureMakeCall(allowed),
    "updates.restart": () => updates.restart(),
    "doNotDisturb.begin": ({ choice }) => {
      doNotDisturb.begin(choice);
      return succeeded();
    },
    "doNotDisturb.end": () => {
      doNotDisturb.end();
      return succeeded();
    },
    "notifications.try": () => ({ ok: true, value: trial.start() }),
    "notices.dismiss": ({ id }) => {
      notices.dismiss(id);
      return succeeded();
    },
    "window.remember": (shown) => {
      windows.remember(shown);
      return succeeded();
    },
    "window.hide": () => {
      windows.hide();
      return succeeded();
    },
  };
}
