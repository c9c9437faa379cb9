import { fold } from "../../../shared/contacts/fold.ts";
import type { TranslationKey } from "../../../shared/i18n/keys.ts";

/** The sections of the settings, in their order. */
export const sections = [
  "general",
  "notifications",
  "dialling",
  "login",
  "hotkeys",
  "links",
  "contacts",
  "secrets",
  "calls",
  "pairing",
  "file",
  "help",
] as const;
export type Section = (typeof sections)[number];

/** Texts without placeholders: those by which a section is found. */
type PlainKey = Exclude<TranslationKey, `${string}.days` | `${string}.erased`>;

const words: { [Name in Section]: readonly PlainKey[] } = {
  general: [
    ...(["settings.general", "settings.language", "settings.theme", "settings.themeLight"] as const),
    ...(["settings.themeDark", "settings.autostart", "settings.autostartHint", "settings.danish"] as const),
    "settings.english",
  ],
  notifications: [
    ...([
      "settings.notifications",
      "settings.notificationStyle",
      "settings.styleSystem",
      "settings.styleCard",
    ] as const),
    ...(["settings.sound", "settings.onlyVips", "settings.hideNames", "settings.hideNamesHint"] as const),
    ...(["settings.tryCall", "doNotDisturb.title"] as const),
  ],
  dialling: [
    ...(["settings.dialling", "settings.device", "settings.deviceHint", "settings.dialVia"] as const),
    ...(["settings.dialViaMakeCall", "settings.dialViaRelay", "settings.insecure"] as const),
  ],
  hotkeys: [
    ...(["hotkeys.title", "hotkeys.hint", "hotkeys.atOnce", "hotkeys.actions.dial-selection"] as const),
    ...(["hotkeys.actions.dial-bar", "hotkeys.actions.open-customer", "hotkeys.actions.do-not-disturb"] as const),
  ],
  links: ["links.title", "links.hint", "links.claim", "links.dial", "links.dialAsk", "links.dialDirect"],
  contacts: ["sources.settings.title", "sources.settings.manage"],
  login: ["settings.login", "settings.username", "settings.password", "settings.loginHint", "settings.forgetLogin"],
  secrets: ["settings.secrets", "settings.secretsHint"],
  calls: ["keeping.title", "keeping.hint", "keeping.keep", "keeping.erase"],
  pairing: [
    ...(["settings.pairing", "settings.employee", "settings.company", "settings.relay", "settings.account"] as const),
    ...(["settings.newInvitation", "settings.signOut"] as const),
  ],
  file: ["keeping.file", "keeping.fileHint", "keeping.export", "keeping.import"],
  help: ["diagnostics.title", "diagnostics.hint", "diagnostics.open"],
};

/**
 * The sections in which each word of a text stands.
 *
 * @param say a text in the language shown, as it is, placeholders and all
 */
export function sectionsWith(text: string, say: (key: TranslationKey) => string): ReadonlySet<Section> {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  return new Set(
    sections.filter((section) => {
      const all = fold(words[section].map(say).join("\n"));
      return wanted.every((word) => all.includes(word));
    }),
  );
}
