import { type IpcMainInvokeEvent, ipcMain } from "electron";
import { REQUEST_CHANNEL } from "../../../shared/ipc/channels.ts";
import { type ErrorCode, type RequestName, type Result, requests } from "../../../shared/ipc/contract.ts";
import type { Logger } from "../ports/logger.ts";
import { APP_ORIGIN } from "../security/app-scheme.ts";
import type { Handlers } from "./handlers.ts";

export interface RouterOptions {
  handlers: Handlers;
  /** Whether these web contents are a window of the app that may ask that. */
  mayAsk(webContentsId: number, name: RequestName): boolean;
  logger: Logger;
}

/**
 * Answers the requests of the contract: from the app's own windows, main frame and origin only, with input and output
 * checked. Every request is answered, the refused ones too.
 */
export function routeRequests({ handlers, mayAsk, logger }: RouterOptions): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOwnPage(event)) return stranger(event);
    if (!isRequestName(name)) return refusal("bad-input", "there is no such request");
    if (!mayAsk(event.sender.id, name)) return stranger(event);
    return answer(handlers, name, input, logger);
  });

  function stranger(event: IpcMainInvokeEvent): Result<never> {
    logger.warn("a request from a stranger was refused", { origin: event.senderFrame?.origin });
    return refusal("not-allowed", "requests are taken from the app's own windows only");
  }
}

/** The main frame of one of the app's pages; which window it is in is the request's to say. */
function isOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === APP_ORIGIN;
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === "string" && Object.hasOwn(requests, name);
}

async function answer<Name extends RequestName>(
  handlers: Handlers,
  name: Name,
  input: unknown,
  logger: Logger,
): Promise<Result<unknown>> {
  const parsed = requests[name].in.safeParse(input);
  if (!parsed.success) return refusal("bad-input", `${name}: ${parsed.error.issues[0]?.message ?? "not understood"}`);
  try {
    const handler = handlers[name] as (input: unknown) => Promise<Result<unknown>> | Result<unknown>;
    const result = await handler(parsed.data);
    return result.ok ? { ok: true, value: requests[name].out.parse(result.value) } : result;
  } catch (error) {
    logger.error("a request failed", { name, error: error instanceof Error ? error.message : String(error) });
    return refusal("internal", "something went wrong in Sidetone; the log says what");
  }
}

function refusal(code: ErrorCode, message: string): Result<never> {
  return { ok: false, code, message };
}
