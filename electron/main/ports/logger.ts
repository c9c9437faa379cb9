/** The app's log. Fields hold no secret and no whole phone number; see `shared/phone-numbers/redact.ts`. */
export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}
