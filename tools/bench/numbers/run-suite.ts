import { findPhoneNumbersInText, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { findNumbers } from "../../../shared/phone-numbers/find-numbers.ts";
import { normaliseNumber } from "../../../shared/phone-numbers/normalise.ts";
import { DOCUMENT, writeSection } from "../report/document.ts";
import { describeMachine, loadAverage } from "../report/machine.ts";
import { figure, markdownTable } from "../report/markdown.ts";
import { measure } from "../report/measure.ts";

const NUMBERS = 20_000;
const ROUNDS = 7;
/** A text that nobody pastes is as large. Characters. */
const TEXT = 1_000_000;
/** The library takes minutes for some megabytes, so it is given as much as this, and the rest is reckoned. Characters. */
const TEXT_OF_PEER = 20_000;
/** A million a minute on one core is the floor that is to be kept. */
const FLOOR_PER_SECOND = 1_000_000 / 60;

const subscribers = Array.from({ length: NUMBERS }, (_, n) => String(20_000_000 + n * 3_499));
const inPairs = (digits: string) => digits.replace(/(..)(?=.)/g, "$1 ").trim();
const ways: readonly [string, (digits: string) => string][] = [
  ["`86515151`", (digits) => digits],
  ["`+4586515151`", (digits) => `+45${digits}`],
  ["`86 51 51 51`", inPairs],
  ["`+45 (0) 86 51 51 51`", (digits) => `+45 (0) ${inPairs(digits)}`],
  ["`tel:+45-86515151;ext=12`", (digits) => `tel:+45-${digits};ext=12`],
  ["`+46 8 123 456 7`, foreign", (digits) => `+46 8 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6, 7)}`],
  ["`202`, local", (digits) => digits.slice(0, 3)],
];

const prose =
  "Kære Mette, tak for i dag. Ring gerne til mig på 86 51 51 51 eller +45 22334455 efter 03-05-2026 kl. 10:30, ordre nr. 23456789. ";
const texts: readonly [string, string][] = [
  ["prose with two numbers a line", prose],
  ["`1 ` over and over", "1 "],
  ["`+((`", "+(("],
  ["`1-`", "1-"],
  ["`86 `", "86 "],
  ["digits only", "8"],
  ["`00 1 `", "00 1 "],
];

/** Reading phone numbers, and finding them in texts. */
export async function runNumbersSuite(args: readonly string[]): Promise<void> {
  const normalising = ways.map(([name, write]) => {
    const written = subscribers.map(write);
    const ours = measure(() => written.map(normaliseNumber), ROUNDS);
    const library = measure(() => written.map((one) => parsePhoneNumberFromString(one, "DK") ?? null), ROUNDS);
    const perSecond = (NUMBERS / ours.ms) * 1000;
    return [name, figure(perSecond), figure(perSecond / FLOOR_PER_SECOND), figure(library.ms / ours.ms)];
  });
  const finding = texts.map(([name, unit]) => {
    const text = unit.repeat(Math.ceil(TEXT / unit.length)).slice(0, TEXT);
    const ours = measure(() => findNumbers(text), 3);
    const scan = measure(() => scanned(text), 3);
    const peer = measure(() => findPhoneNumbersInText(text.slice(0, TEXT_OF_PEER), "DK"), 1);
    const peerMs = (peer.ms * TEXT) / TEXT_OF_PEER;
    return [
      name,
      figure(ours.ms),
      figure(ours.ms / scan.ms),
      figure(peerMs / ours.ms),
      String(findNumbers(text).length),
    ];
  });
  const { processor, node } = describeMachine();
  const report = [
    "## Phone numbers",
    `Written by \`${["npm run bench -- numbers", ...args].join(" ")}\` on ${new Date().toISOString().slice(0, 10)}; ${processor}, one core, Node ${node}, load ${figure(loadAverage())}.`,
    "Reading one number. The floor that is to be kept is a million a minute; the peer is `parsePhoneNumberFromString` of libphonenumber-js, which knows neither local numbers nor extensions in Danish.",
    markdownTable(["Written as", "numbers/s", "× the floor", "× libphonenumber-js"], normalising),
    `Finding all numbers in a megabyte of text. Beside it: looking at each character once, and \`findPhoneNumbersInText\` of libphonenumber-js, given ${TEXT_OF_PEER} characters and reckoned up.`,
    markdownTable(["Text", "ms", "× one look", "times as fast as the library", "found"], finding),
  ].join("\n\n");
  console.log(report);
  if (!args.includes("--print")) writeSection(DOCUMENT, "numbers", report);
}

/** As little as can be done with every character. */
function scanned(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) digits += 1;
  }
  return digits;
}
