/**
 * What the ways of fetching say when they did not even reach the other side: Node's names of a connection's errors (the
 * `code` of the cause), and Chromium's (in the message, as Electron passes them on).
 */
const neverConnected =
  /\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_(?:NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|CERT_[A-Z_]+|SSL_[A-Z_]+))\b/;

/** Whether a request that failed cannot have been carried out. Where that is not certain, it may have been. */
export function neverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return neverConnected.test(`${error.message} ${code}`);
}
