import type { Hook, HookKind } from "./hook.ts";

export type HookUrls = Partial<Record<HookKind, string>>;

/** A hook as it went out, and what came back. */
export interface SentHook {
  readonly kind: HookKind;
  /** As configured, with the query of a GET; "" where no URL is set for the kind. It holds the relay's secret. */
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly parameters: Readonly<Record<string, string>>;
  /** Unix milliseconds. */
  readonly at: number;
  /** The answer's HTTP status; absent when none came. */
  readonly status?: number;
  /** Why the hook was not delivered: refused (with the answer's text), unreachable, or no URL set. */
  readonly error?: string;
}

/** As long as a PBX would wait for an answer, milliseconds. */
const HOOK_TIMEOUT = 10_000;
const MAX_ERROR_TEXT = 300;

/** Sends hooks to the four URLs of PBXAdmin and remembers what was sent. Like the PBX, it never tries twice. */
export class HookPost {
  readonly sent: SentHook[] = [];
  #urls: HookUrls;
  readonly #now: () => number;
  readonly #closing: AbortSignal;
  readonly #onChange: () => void;

  constructor(options: { urls: HookUrls; now: () => number; closing: AbortSignal; onChange: () => void }) {
    this.#urls = { ...options.urls };
    this.#now = options.now;
    this.#closing = options.closing;
    this.#onChange = options.onChange;
  }

  /** Replaces all four; a kind that is left out is not sent any more. */
  setUrls(urls: HookUrls): void {
    this.#urls = { ...urls };
    this.#onChange();
  }

  get urls(): HookUrls {
    return this.#urls;
  }

  /** Resolves when the hook was answered or has failed; never rejects, since a PBX does not care either. */
  async send(hook: Hook, method: "GET" | "POST"): Promise<SentHook> {
    const { kind, parameters } = hook;
    const attempt = { kind, method, parameters, at: this.#now() };
    const configured = this.#urls[kind];
    const sent: SentHook =
      configured === undefined
        ? { ...attempt, url: "", error: `No URL is set for ${kind} calls.` }
        : { ...attempt, ...(await this.#deliver(configured, hook, method)) };
    this.sent.push(sent);
    this.#onChange();
    return sent;
  }

  async #deliver(
    configured: string,
    { parameters }: Hook,
    method: "GET" | "POST",
  ): Promise<Pick<SentHook, "url" | "status" | "error">> {
    if (!URL.canParse(configured)) return { url: configured, error: "The configured URL cannot be read." };
    const url = new URL(configured);
    if (method === "GET") for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
    try {
      const response = await fetch(url, {
        method,
        redirect: "manual",
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(HOOK_TIMEOUT)]),
        ...(method === "POST" ? { body: new URLSearchParams(parameters) } : {}),
      });
      const text = await response.text();
      if (response.ok) return { url: url.href, status: response.status };
      return { url: url.href, status: response.status, error: text.slice(0, MAX_ERROR_TEXT) || "refused" };
    } catch (error) {
      return { url: url.href, error: reason(error) };
    }
  }
}

/** `fetch` hides the reason ("connection refused") in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
