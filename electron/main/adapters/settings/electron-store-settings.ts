import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import Store from "electron-store";
import { z } from "zod";
import { type HotkeyAction, hotkeyActions } from "../../../../shared/hotkeys/hotkey-action.ts";
import { isSecureAddress } from "../../../../shared/links.ts";
import { noPolicy, type Policy } from "../../../../shared/settings/read-policy.ts";
import type { Settings, SettingsStore } from "../../ports/settings-store.ts";

/** The account's API password travels in its query, so it is https, or this machine. */
const employeeApiUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => isSecureAddress(url))
  .transform((url) => url.replace(/\/*$/, "/"));

const pairedEmployee = {
  account: z.object({ id: z.string(), name: z.string() }),
  employee: z.object({ localNumber: z.string(), name: z.string() }),
};

/** One that cannot be used is as it is by default; the others stay. */
const hotkey = z.string().max(60).optional().catch(undefined);
type HotkeySchemas = Record<HotkeyAction, typeof hotkey>;

/** Each setting stands by itself: one that cannot be used falls back to its default and the others stay. */
const schemas = {
  language: z.enum(["system", "da", "en"]).catch("system"),
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  hideNames: z.boolean().catch(false),
  notificationStyle: z.enum(["system", "card", "both", "none"]).catch("system"),
  notificationSound: z.enum(["none", "vips", "all"]).catch("none"),
  onlyVips: z.boolean().catch(false),
  doNotDisturb: z.object({ until: z.int().optional() }).nullable().catch(null),
  cardPlaces: z
    .record(z.string().max(40), z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }))
    .catch({}),
  device: z.string().max(20).catch(""),
  dialVia: z.enum(["makeCall", "relay"]).catch("makeCall"),
  dialLinks: z.enum(["ask", "direct"]).catch("ask"),
  hotkeys: z.object(Object.fromEntries(hotkeyActions.map((action) => [action, hotkey])) as HotkeySchemas).catch({}),
  dialSelectionAtOnce: z.boolean().catch(false),
  myFoneUsername: z.string().max(200).catch(""),
  makeCallUrl: z.url({ protocol: /^https?$/ }).catch("https://api.myfone.dk/api/MakeCall"),
  historyDays: z.int().min(1).max(3650).catch(365),
  employeeApiUrl: employeeApiUrl.catch("https://public.sippeer.dk/api/"),
  insecureMakeCallHost: z.string().max(300).catch(""),
  keepSecrets: z.enum(["ask", "memory", "plain"]).catch("ask"),
  pairing: z
    .union([
      z.object({ kind: z.literal("direct"), baseUrl: employeeApiUrl, ...pairedEmployee }),
      z.object({
        // Absent in what the first versions wrote, which knew no other.
        kind: z.literal("managed").default("managed"),
        relay: z.url({ protocol: /^https?$/ }),
        deviceId: z.string(),
        ...pairedEmployee,
      }),
    ])
    .nullable()
    .catch(null),
  updates: z.enum(["automatic", "off"]).catch("automatic"),
  lastVersion: z.string().max(50).catch(""),
  historyOwner: z.object({ account: z.string(), localNumber: z.string() }).nullable().catch(null),
} satisfies { [Key in keyof Settings]: z.ZodType<Settings[Key]> };
const settingsSchema = z.object(schemas);

/**
 * Settings in `settings.json` in the given folder, and the machine's policy over them: what it locks is never written, and
 * comes back as he had it when the policy is gone. An unreadable file is kept under a dated name.
 */
export class ElectronStoreSettings implements SettingsStore {
  readonly recoveredFrom: string | undefined;
  readonly locked: ReadonlySet<string>;
  readonly #store: Store;
  #settings: Settings;

  constructor(folder: string, now: Date, policy: Policy = noPolicy) {
    const opened = open(folder, now);
    this.#store = opened.store;
    this.recoveredFrom = opened.recoveredFrom;
    const { autostart: _, ...forced } = policy.settings;
    this.#settings = { ...settingsSchema.parse({ ...policy.defaults, ...this.#store.store }), ...forced };
    this.locked = new Set(Object.keys(policy.settings));
  }

  get(): Settings {
    return this.#settings;
  }

  update(changes: Partial<Settings>): void {
    const free = Object.fromEntries(Object.entries(changes).filter(([name]) => !this.locked.has(name)));
    this.#settings = { ...this.#settings, ...free };
    this.#store.set(free);
  }
}

function open(folder: string, now: Date): { store: Store; recoveredFrom: string | undefined } {
  // `clearInvalidConfig` would throw the damaged file away; it is put aside instead.
  const create = () => new Store({ name: "settings", cwd: folder, clearInvalidConfig: false });
  try {
    return { store: create(), recoveredFrom: undefined };
  } catch (error) {
    const file = join(folder, "settings.json");
    if (!(error instanceof SyntaxError) || !existsSync(file)) throw error;
    const aside = `${file}.damaged-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
    renameSync(file, aside);
    return { store: create(), recoveredFrom: aside };
  }
}
