import { resolveLocale } from "../../../shared/i18n/i18next-options.ts";
import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { isSecureAddress } from "../../../shared/links.ts";
import type { Autostart } from "../ports/autostart.ts";
import type { Logger } from "../ports/logger.ts";
import { type SecretProtection, type SecretStore, secretNames } from "../ports/secrets.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import type { Notices } from "./notices.ts";
import { askBeforeKeeping } from "./secret-consent.ts";

/** What he can choose without further ado. */
export type SettingsChanges = Partial<
  Pick<
    ShownSettings,
    | "language"
    | "theme"
    | "hideNames"
    | "notificationStyle"
    | "notificationSound"
    | "onlyVips"
    | "device"
    | "dialVia"
    | "dialLinks"
    | "dialSelectionAtOnce"
    | "autostart"
    | "historyDays"
  >
>;

export interface SettingsServiceOptions {
  autostart: Autostart;
  /** The administrator's word on it. */
  forcedAutostart?: boolean | undefined;
  logger: Logger;
  state: AppState;
  settings: SettingsStore;
  secrets: SecretStore;
  notices: Notices;
  /** What the operating system prefers, best first: BCP 47 tags. */
  systemLanguages: readonly string[];
  onLocale(locale: "da" | "en"): void;
  onTheme(theme: ShownSettings["theme"]): void;
  /** How calls come up may have changed. */
  onNotifications(): void;
}

/** The employee's choices, kept and shown. The MyFone password goes in and never comes out. */
export class SettingsService {
  readonly #options: SettingsServiceOptions;
  #protection: SecretProtection = "keychain";

  constructor(options: SettingsServiceOptions) {
    this.#options = options;
  }

  /** Reads everything anew, and shows it. */
  async load(): Promise<void> {
    const { secrets, forcedAutostart } = this.#options;
    if (forcedAutostart !== undefined) this.#startWithSession(forcedAutostart);
    this.#protection = await secrets.protection();
    this.#publish((await secrets.get("myfone-password")) !== undefined);
  }

  update({ autostart: startsWithSession, ...changes }: SettingsChanges): Outcome<undefined> {
    const { settings } = this.#options;
    const wanted = [...Object.keys(changes), ...(startsWithSession === undefined ? [] : ["autostart"])];
    if (wanted.some((name) => settings.locked.has(name))) {
      return failed("set-by-administrator", "an administrator has set it");
    }
    settings.update(changes);
    if (startsWithSession !== undefined && !this.#startWithSession(startsWithSession)) {
      return failed("not-kept-by-system", "the system did not take it");
    }
    this.#publish();
    this.#options.onNotifications();
    return succeeded();
  }

  /** @param attended false where nobody is there to be asked how secrets are kept */
  async setMyFoneLogin(username: string, password: string, attended = true): Promise<Outcome<undefined>> {
    const { settings, secrets, notices } = this.#options;
    const question = attended ? await askBeforeKeeping(secrets, settings) : undefined;
    if (question !== undefined) return question;
    const place = await secrets.set("myfone-password", password);
    settings.update({ myFoneUsername: username.trim() });
    if (place === "memory" && settings.get().keepSecrets !== "memory") {
      notices.add({ kind: "secrets-unavailable", values: { what: "myfone-password" } });
    }
    this.#publish(true);
    return succeeded();
  }

  async forgetMyFoneLogin(): Promise<Outcome<undefined>> {
    await this.#options.secrets.delete("myfone-password");
    this.#options.settings.update({ myFoneUsername: "" });
    this.#publish(false);
    return succeeded();
  }

  /** How secrets are kept where there is no keychain; those that there are move there. */
  async keepSecrets(keep: "memory" | "plain"): Promise<Outcome<undefined>> {
    const { settings, secrets } = this.#options;
    settings.update({ keepSecrets: keep });
    for (const name of secretNames) {
      const secret = await secrets.get(name);
      if (secret !== undefined) await secrets.set(name, secret);
    }
    this.#publish();
    return succeeded();
  }

  /** Whether MakeCall's host, and no other, may get the password over plain http. */
  allowInsecureMakeCall(allowed: boolean): Outcome<undefined> {
    const { settings } = this.#options;
    const insecure = insecureMakeCall(settings);
    if (insecure === undefined && allowed) return failed("bad-input", "MakeCall is asked over https");
    settings.update({ insecureMakeCallHost: allowed && insecure !== undefined ? insecure.host : "" });
    this.#publish();
    return succeeded();
  }

  #startWithSession(on: boolean): boolean {
    const { autostart, logger } = this.#options;
    try {
      if (autostart.isOn() !== on) autostart.set(on);
      return true;
    } catch (error) {
      logger.warn("the start with the session was not changed", { error: String(error) });
      return false;
    }
  }

  #publish(myFonePasswordStored = this.#options.state.snapshot.settings.myFonePasswordStored): void {
    const { state, settings, autostart, systemLanguages, onLocale, onTheme } = this.#options;
    const { language, theme, hideNames, device, dialVia, myFoneUsername, keepSecrets } = settings.get();
    const { notificationStyle, notificationSound, onlyVips, dialLinks, dialSelectionAtOnce, historyDays } =
      settings.get();
    const insecure = insecureMakeCall(settings);
    const locale = resolveLocale(language, systemLanguages);
    onLocale(locale);
    onTheme(theme);
    state.update({
      locale,
      settings: {
        language,
        theme,
        hideNames,
        notificationStyle,
        notificationSound,
        onlyVips,
        device,
        dialVia,
        dialLinks,
        autostart: autostart.isOn(),
        historyDays,
        locked: [...settings.locked],
        dialSelectionAtOnce,
        myFoneUsername,
        myFonePasswordStored,
        accessProtection: this.#protection,
        keepAccess: keepSecrets,
        ...(insecure === undefined ? {} : { insecureMakeCall: insecure }),
      },
    });
  }
}

/** The host that MakeCall is asked at over plain http, and whether the employee has allowed that; undefined for https. */
export function insecureMakeCall(settings: SettingsStore): { host: string; allowed: boolean } | undefined {
  const { makeCallUrl, insecureMakeCallHost } = settings.get();
  if (isSecureAddress(makeCallUrl)) return undefined;
  const { host } = new URL(makeCallUrl);
  return { host, allowed: insecureMakeCallHost === host };
}
