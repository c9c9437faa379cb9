import type { EventPayload } from "../../../shared/ipc/contract.ts";
import { parseLink } from "../../../shared/links.ts";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { DialService } from "./dial-service.ts";
import type { Notices } from "./notices.ts";
import type { PairingService } from "./pairing-service.ts";

/** A page may open links without end; only the first of so many milliseconds is dialled without being asked. */
const DIRECT_APART_MS = 10_000;

export interface LinkServiceOptions {
  settings: SettingsStore;
  dial: Pick<DialService, "start">;
  pairing: Pick<PairingService, "propose">;
  notices: Notices;
  clock: Clock;
  logger: Logger;
  onShow(request: EventPayload<"window.show">): void;
  /** Tells him that a link could not be used; done when he has read it. */
  onRefused(): Promise<void>;
}

/**
 * Links that the system hands over, from wherever: a web page, a mail, another program. They fill in what he then says yes
 * to. A telephone link is dialled at once where he chose that and the number is an ordinary one; Sidetone's own links never.
 */
export class LinkService {
  readonly #options: LinkServiceOptions;
  #refusing = false;
  #directAt = Number.NEGATIVE_INFINITY;

  constructor(options: LinkServiceOptions) {
    this.#options = options;
  }

  async open(link: string): Promise<void> {
    const { pairing, notices, logger, onShow } = this.#options;
    const parsed = parseLink(link);
    if (parsed.kind === "unknown") {
      logger.warn("a link was refused", { reason: parsed.reason });
      await this.#refuse();
    } else if (parsed.kind === "dial") {
      const { number, direct } = parsed;
      if (direct && this.#mayDial(number)) await this.#dial(number);
      else onShow({ view: "calls", dialText: number });
    } else {
      // The question lies over whatever is shown, and leaves it as it was when the answer is no.
      onShow({ view: "calls" });
      const outcome = await pairing.propose(link);
      if (!outcome.ok) notices.add({ kind: "enrolment-failed", values: { problem: outcome.message } });
    }
  }

  /** One question at a time: links without end make no windows without end. */
  async #refuse(): Promise<void> {
    if (this.#refusing) return;
    this.#refusing = true;
    await this.#options.onRefused().finally(() => {
      this.#refusing = false;
    });
  }

  /** What costs more or goes to an emergency centre takes his own Enter. */
  #mayDial(number: string): boolean {
    const { settings, clock } = this.#options;
    if (settings.get().dialLinks !== "direct" || settings.get().pairing === null) return false;
    const dialable = toDialable(number);
    if (!dialable.ok || dialable.warning !== undefined || dialable.kind === "feature") return false;
    return clock.now() - this.#directAt >= DIRECT_APART_MS;
  }

  async #dial(number: string): Promise<void> {
    const { dial, clock, onShow } = this.#options;
    this.#directAt = clock.now();
    // He sees how far it is, and why it failed where the PBX said no.
    onShow({ view: "calls" });
    const outcome = await dial.start(number);
    if (!outcome.ok && (outcome.code === "no-login" || outcome.code === "dial-in-progress")) {
      onShow({ view: "calls", dialText: number });
    }
  }
}
