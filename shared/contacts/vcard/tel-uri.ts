/**
 * A `tel:` link (RFC 3966) as people write the number: `+45-86515151 ext. 202`. Anything else as it is. A prefix in
 * `phone-context` comes before the number.
 */
export function readableTelUri(value: string): string {
  const scheme = /^tel:/i.exec(value);
  if (scheme === null) return value;
  const [number = "", ...parameters] = percentDecoded(value.slice(scheme[0].length)).split(";");
  const context = found(parameters, /^phone-context=(\+[\d().-]+)$/i);
  const extension = found(parameters, /^ext=([\d().-]{1,12})$/i);
  const whole = context === undefined || number.startsWith("+") ? number : `${context}${number}`;
  return extension === undefined ? whole : `${whole} ext. ${extension}`;
}

function found(parameters: readonly string[], pattern: RegExp): string | undefined {
  return parameters.map((one) => pattern.exec(one.trim())?.[1]).find((one) => one !== undefined);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
