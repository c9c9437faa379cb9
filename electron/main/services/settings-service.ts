import { resolveLocale } from "../../../shared/i18n/i18next-options.ts";
import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import type { SecretStore } from "../ports/secrets.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import { type Outcome, succeeded } from "./failure.ts";
import type { Notices } from "./notices.ts";

export interface SettingsServiceOptions {
  state: AppState;
  settings: SettingsStore;
  secrets: SecretStore;
  notices: Notices;
  /** What the operating system prefers, best first: BCP 47 tags. */
  systemLanguages: readonly string[];
  onLocale(locale: "da" | "en"): void;
  onTheme(theme: ShownSettings["theme"]): void;
}

/** The employee's choices, kept and shown. The MyFone password goes in and never comes out. */
export class SettingsService {
  readonly #options: SettingsServiceOptions;

  constructor(options: SettingsServiceOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const password = await this.#options.secrets.get("myfone-password");
    this.#publish(password !== undefined);
  }

  update(changes: Partial<Pick<ShownSettings, "language" | "theme" | "hideNames" | "device">>): Outcome<undefined> {
    this.#options.settings.update(changes);
    this.#publish(this.#options.state.snapshot.settings.myFonePasswordStored);
    return succeeded();
  }

  async setMyFoneLogin(username: string, password: string): Promise<Outcome<undefined>> {
    const { settings, secrets, notices } = this.#options;
    const place = await secrets.set("myfone-password", password);
    settings.update({ myFoneUsername: username.trim() });
    if (place === "memory") notices.add({ kind: "secrets-unavailable", values: { what: "myfone-password" } });
    this.#publish(true);
    return succeeded();
  }

  async forgetMyFoneLogin(): Promise<Outcome<undefined>> {
    await this.#options.secrets.delete("myfone-password");
    this.#options.settings.update({ myFoneUsername: "" });
    this.#publish(false);
    return succeeded();
  }

  #publish(myFonePasswordStored: boolean): void {
    const { state, settings, systemLanguages, onLocale, onTheme } = this.#options;
    const { language, theme, hideNames, device, myFoneUsername } = settings.get();
    const locale = resolveLocale(language, systemLanguages);
    onLocale(locale);
    onTheme(theme);
    state.update({ locale, settings: { language, theme, hideNames, device, myFoneUsername, myFonePasswordStored } });
  }
}
