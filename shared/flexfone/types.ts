/**
 * What the PBX's Employee API says (guide: "API snitflade"), in our own words. Numbers are text: leading zeros and "+"
 * matter. Fields that the guide does not name are let through by the reading and not kept: nothing shows them, and what
 * is cached and sent to every colleague is personal data.
 */

export interface Employee {
  localNumber: string;
  name: string;
  description?: string;
  email?: string;
  phoneNumbers: PhoneNumber[];
  phones: Phone[];
  info: InfoField[];
  departments: Department[];
}

export interface PhoneNumber {
  number: string;
  lineName?: string;
  belongsTo?: string;
  /** Absent where the PBX says 0 ("goes to its owner"). */
  gotoLocalNumber?: string;
}

export interface Phone {
  localNumber: string;
  name: string;
  type?: number;
  mac?: string;
  belongsTo?: string;
}

/** Type 1: drop-down, 2: employee (the value is a local number), 3: text. */
export interface InfoField {
  type?: number;
  label: string;
  value: string;
}

export interface Department {
  name: string;
  street?: string;
  zipCode?: string;
  city?: string;
  cvr?: string;
  contact?: string;
  email?: string;
  ean?: string;
  internalReference?: string;
}

/** A variable call flow ("variabelt kaldsflow"). */
export interface CallFlow {
  localNumber: string;
  name: string;
  active: boolean;
  activeGoto?: string;
  inactiveGoto?: string;
}

/** What went wrong, by what a person can do about it. */
export type FlexfoneErrorKind =
  | "credentials"
  | "not-allowed"
  | "refused"
  /** Asked too often; nothing was done. */
  | "too-many"
  | "unreachable"
  | "timeout"
  | "not-understood"
  /** A password would have crossed the network in clear text. */
  | "insecure";

/** `message` is the PBX's own where it gave one; it never holds a hash, a password or a whole phone number. */
export interface FlexfoneError {
  kind: FlexfoneErrorKind;
  message: string;
  /** `unreachable`: the request did not even get on its way, so that nothing can have come of it. */
  neverSent?: true;
  /** When it may be asked again, where the answer says so (RFC 9110, section 10.2.3). Milliseconds from now. */
  retryAfterMs?: number;
}

export type FlexfoneResult<Value> =
  /** `ageSeconds`: how old the answer is where it was kept on the way (RFC 9111, section 5.1). */
  { ok: true; value: Value; ageSeconds?: number } | { ok: false; error: FlexfoneError };
