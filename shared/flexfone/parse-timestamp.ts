const PBX_TIME_ZONE = "Europe/Copenhagen";

/** Times outside these are no times of calls: Unix milliseconds of the years 2000 and 2100. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const wallClock = new Intl.DateTimeFormat("en-GB", {
  timeZone: PBX_TIME_ZONE,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/**
 * The hook's `TimeStamp`, whose format the guide does not say: ISO 8601, `yyyy-MM-dd HH:mm:ss` and `dd-MM-yyyy HH:mm:ss`
 * (Europe/Copenhagen where no offset is given), Unix seconds and milliseconds.
 *
 * @returns Unix milliseconds, or undefined where it cannot be read
 */
export function parseTimestamp(raw: string): number | undefined {
  const text = raw.trim();
  const at = unixTime(text) ?? isoTime(text) ?? danishTime(text);
  return at !== undefined && at >= EARLIEST && at < LATEST ? at : undefined;
}

function unixTime(text: string): number | undefined {
  if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}

function isoTime(text: string): number | undefined {
  const match =
    /^(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "0", offset] = match;
  return moment([year, month, day, hour, minute, second].map(Number), offset);
}

function danishTime(text: string): number | undefined {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[T ](\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const [, day, month, year, hour, minute, second = "0"] = match;
  return moment([year, month, day, hour, minute, second].map(Number), undefined);
}

function moment(parts: readonly number[], offset: string | undefined): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(asUtc);
  const exists = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  if (!exists || minute > 59 || second > 59) return undefined;
  if (offset === undefined) return fromCopenhagen(asUtc);
  return asUtc - offsetOf(offset);
}

function offsetOf(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  const digits = offset.replaceAll(/\D/g, "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))) * 60_000;
}

/**
 * The moment at which clocks in Copenhagen show that time. In the hour that comes twice in October the first is taken; a
 * time in the hour that is skipped in March is moved on by it.
 */
function fromCopenhagen(wall: number): number {
  const summer = wall - 2 * 3_600_000;
  return wall - zoneOffset(zoneOffset(summer) === 2 * 3_600_000 ? summer : wall - 3_600_000);
}

/** Offsets change on the hour only, and asking `Intl` takes longer than all else that is done with a hook. */
const knownOffsets = new Map<number, number>();
const MOST_KNOWN = 100;

function zoneOffset(at: number): number {
  const hour = Math.floor(at / 3_600_000);
  const known = knownOffsets.get(hour);
  if (known !== undefined) return known;
  if (knownOffsets.size >= MOST_KNOWN) knownOffsets.clear();
  const offset = askZoneOffset(hour * 3_600_000);
  knownOffsets.set(hour, offset);
  return offset;
}

function askZoneOffset(at: number): number {
  const parts = new Map(wallClock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - Math.floor(at / 1000) * 1000;
}
