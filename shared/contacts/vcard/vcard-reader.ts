import { decodeText } from "../encoding/decode-text.ts";
import { createLineSplitter } from "../encoding/split-lines.ts";
import type { ImportItem } from "../import-item.ts";
import { refused } from "../refused.ts";
import { type Property, propertyStart, readProperty } from "./property.ts";
import { readCard, wantedProperties } from "./read-card.ts";

/** Longest line, and longest property of several lines, that is kept. Characters. */
const LONGEST_PROPERTY = 65_536;
/** Longest name of a property that is folded within its name. Characters. */
const LONGEST_NAME = 200;
/** Most of one card that is kept, without photos and the like. Characters. */
const LARGEST_CARD = 1_048_576;
/** What keeping a property costs besides its text, so that many tiny ones are no way around the limit. Characters. */
const COST_OF_PROPERTY = 64;

const UTF8_MARK = "\xef\xbb\xbf";
const begin = /^BEGIN[ \t]*:[ \t]*VCARD[ \t]*$/i;
const end = /^END[ \t]*:[ \t]*VCARD[ \t]*$/i;
const delimiter = /^(?:BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$/i;
/** The card of vCard 2.1's AGENT follows (section 2.6.3), on the next line or on this one. */
const emptyAgent = /^(?:[\w-]+\.)?AGENT\b[^:]*:[ \t]*$/i;
const agentAndBegin = /^(?:[\w-]+\.)?AGENT\b[^:]*:[ \t]*BEGIN:VCARD[ \t]*$/i;

interface OpenCard {
  line: number;
  properties: Property[];
  size: number;
  /** vCard 2.1 folds only where a space stands, and the space stays. */
  keepsFoldingSpace: boolean;
  /** Cards within an AGENT of this card. */
  agents: number;
  /** A line that is no property is told once for each card. */
  hasBrokenLine: boolean;
}

/** A property whose last line may not have come yet. */
interface OpenProperty {
  /** The lines so far, unfolded; of a property that is passed over, its first line. */
  text: string;
  line: number;
  state: "kept" | "passed-over" | "name-unknown" | "too-long";
  /** No property has such a name, and it stands behind one that is passed over: it is part of that. */
  isOfBefore: boolean;
  /** Found out when it first matters. */
  isQuotedPrintable?: boolean;
  /** The last line ended in `=`, which is not in `text`: the next belongs to it, whatever it looks like. */
  softBreak: boolean;
  /** What the last line ended in. */
  lastCode: number;
}

/**
 * Reads vCards of all versions (vCard 2.1; RFC 2426; RFC 6350), in pieces of bytes as text (`byte-text.ts`) that end
 * anywhere. Photos, logos, sounds and keys are passed over line by line. A card that has no end costs only itself.
 * Never throws.
 */
export class VcardReader {
  private readonly splitter = createLineSplitter(LONGEST_PROPERTY, (...line) => this.readLine(...line));
  private items: ImportItem[] = [];
  private card: OpenCard | undefined;
  private property: OpenProperty | undefined;
  /** Lines outside of cards are told once in a row. */
  private isOutside = false;

  push(piece: string): ImportItem[] {
    this.splitter.push(piece);
    return this.take();
  }

  /** The file is at its end: what a card is open is broken. */
  end(): ImportItem[] {
    this.splitter.end();
    this.breakCard();
    return this.take();
  }

  private take(): ImportItem[] {
    const { items } = this;
    this.items = [];
    return items;
  }

  private readLine(whole: string, line: number, cut: boolean): void {
    const text = whole.startsWith(UTF8_MARK) ? whole.slice(UTF8_MARK.length) : whole;
    const first = text.charCodeAt(0);
    const { property } = this;
    if (property !== undefined) {
      const isFolded = first === 0x20 || first === 0x09;
      if (isFolded || (property.softBreak && !delimiter.test(text))) {
        this.continueProperty(property, text, cut);
        return;
      }
    }
    if (text === "") return;
    if (this.card === undefined) this.readOutside(text, line);
    else this.startProperty(this.card, text, line, cut);
  }

  private readOutside(text: string, line: number): void {
    if (begin.test(text.trim())) {
      this.beginCard(line);
    } else if (!this.isOutside && text.trim() !== "") {
      this.isOutside = true;
      this.items.push(refused(line, "card-broken", decodeText(text)));
    }
  }

  private beginCard(line: number): void {
    this.isOutside = false;
    this.property = undefined;
    this.card = { line, properties: [], size: 0, keepsFoldingSpace: false, agents: 0, hasBrokenLine: false };
  }

  private startProperty(card: OpenCard, text: string, line: number, cut: boolean): void {
    const name = propertyStart.exec(text)?.[2]?.toUpperCase();
    const before = this.property;
    this.finishProperty(card);
    if (name === undefined) {
      // Photos of vCard 2.1 may stand there without any space before them.
      const isOfBefore = before?.state === "passed-over" || before?.isOfBefore === true;
      this.property = { text, line, state: "name-unknown", isOfBefore, softBreak: false, lastCode: 0 };
      return;
    }
    if (name === "BEGIN" && begin.test(text)) {
      if (before !== undefined && emptyAgent.test(before.text)) card.agents += 1;
      else {
        this.breakCard();
        this.beginCard(line);
      }
      return;
    }
    if (name === "END" && end.test(text)) {
      if (card.agents > 0) card.agents -= 1;
      else this.endCard(card);
      return;
    }
    if (card.agents === 0 && agentAndBegin.test(text)) card.agents += 1;
    const isWanted = card.agents === 0 && wantedProperties.has(name);
    const state = !isWanted ? "passed-over" : cut ? "too-long" : "kept";
    this.property = { text, line, state, isOfBefore: false, softBreak: false, lastCode: 0 };
    this.property.text = withoutSoftBreak(this.property, text);
    if (name === "VERSION") card.keepsFoldingSpace = text.includes("2.1");
  }

  private continueProperty(property: OpenProperty, text: string, cut: boolean): void {
    const unfolded = property.softBreak ? text : this.unfolded(property, text);
    const added = withoutSoftBreak(property, unfolded);
    switch (property.state) {
      case "kept":
        if (cut || property.text.length + added.length > LONGEST_PROPERTY) property.state = "too-long";
        else property.text += added;
        return;
      case "name-unknown": {
        if (cut || property.text.length + added.length > LONGEST_NAME) return;
        property.text += added;
        const name = propertyStart.exec(property.text)?.[2]?.toUpperCase();
        if (name !== undefined) property.state = wantedProperties.has(name) ? "kept" : "passed-over";
      }
    }
  }

  /** A line that begins with a space, without it unless it belongs to the text. */
  private unfolded({ lastCode }: OpenProperty, text: string): string {
    if (this.card?.keepsFoldingSpace !== true) return text.slice(1);
    // Whoever folds within a character folds as later versions do.
    const isWithinCharacter = lastCode >= 0x80 && (text.charCodeAt(1) & 0xc0) === 0x80;
    return isWithinCharacter ? text.slice(1) : text;
  }

  private finishProperty(card: OpenCard): void {
    const { property } = this;
    this.property = undefined;
    if (property === undefined || card.agents > 0) return;
    switch (property.state) {
      case "passed-over":
        return;
      case "too-long":
        this.items.push(refused(property.line, "too-long", decodeText(property.text.slice(0, 500))));
        return;
      case "name-unknown":
        if (!property.isOfBefore) this.noteBrokenLine(card, property);
        return;
      case "kept": {
        card.size += property.text.length + COST_OF_PROPERTY;
        const read = readProperty(property.text, property.line);
        if (read === undefined) this.noteBrokenLine(card, property);
        else if (card.size > LARGEST_CARD) card.properties = [];
        else card.properties.push(read);
      }
    }
  }

  private noteBrokenLine(card: OpenCard, { text, line }: OpenProperty): void {
    if (card.hasBrokenLine) return;
    card.hasBrokenLine = true;
    this.items.push(refused(line, "card-broken", decodeText(text.slice(0, 500))));
  }

  private endCard(card: OpenCard): void {
    this.card = undefined;
    if (card.size > LARGEST_CARD) this.items.push(refused(card.line, "too-long", "BEGIN:VCARD"));
    else for (const item of readCard(card.properties, card.line)) this.items.push(item);
  }

  private breakCard(): void {
    const { card } = this;
    if (card === undefined) return;
    this.finishProperty(card);
    this.card = undefined;
    const named = card.properties.find(({ name }) => name === "FN" || name === "N");
    this.items.push(refused(card.line, "card-broken", named === undefined ? "BEGIN:VCARD" : decodeText(named.value)));
  }
}

/** A line without the `=` with which quoted-printable goes on in the next one. */
function withoutSoftBreak(property: OpenProperty, line: string): string {
  property.softBreak = false;
  property.lastCode = line.charCodeAt(line.length - 1);
  if (property.lastCode !== 0x3d) return line;
  property.isQuotedPrintable ??= /^[^:]*[;=]"?(?:QUOTED-PRINTABLE|Q)"?[;:]/i.test(property.text.slice(0, 500));
  property.softBreak = property.isQuotedPrintable;
  return property.softBreak ? line.slice(0, -1) : line;
}
