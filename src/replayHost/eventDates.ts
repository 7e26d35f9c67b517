import type { HistoryEvent, Json } from "../history/events";
import type { PayloadValues } from "../replay/payload";

/** The clock's own, before the guard replaces it. */
const RealDate = Date;
const zero = 48;

/**
 * The values of events as the SDK makes them, which would turn every `Timestamp` into a date next. That is the largest part
 * of the work of a run: `new Date(text)` knows many formats, the engine writes one.
 */
export const datedValues: PayloadValues = { timeOf: dateOfEvent, object: withDates };

let lastTime = Number.NaN;
let lastDate = new RealDate(lastTime);

/**
 * Events of one millisecond share a date, but for those that begin an episode: the code gets their dates, as
 * `currentUtcDateTime`, and may change them.
 */
function dateOfEvent({ type, occurredAt }: HistoryEvent): Json {
  const time = timeOf(occurredAt);
  if (type === "OrchestratorStarted") return new RealDate(time) as unknown as Json;
  if (time !== lastTime) {
    lastTime = time;
    lastDate = new RealDate(time);
  }
  return lastDate as unknown as Json;
}

function dateOf(text: string): Json {
  return new RealDate(timeOf(text)) as unknown as Json;
}

/** A copy: the history stays as it is. */
function withDates(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withDates);
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  return Object.fromEntries(members.map(([name, member]) => [name, datedMember(name, member)]));
}

function datedMember(name: string, member: Json): Json {
  return name === "Timestamp" && typeof member === "string" ? dateOf(member) : withDates(member);
}

const secondLength = "2026-11-25T04:59:23".length;
/** Events that follow one another mostly share their second. */
let lastSecond = "1970-01-01T00:00:00";
let lastSecondTime = 0;
let lastDay = "1970-01-01";
let lastDayTime = 0;

/** `2026-11-25T04:59:23.1234567Z` in ms since 1970; any other text is left to `Date`. */
function timeOf(text: string): number {
  const end = text.length - 1;
  const isUsual = end >= secondLength && text[end] === "Z" && (end === secondLength || text[secondLength] === ".");
  if (!isUsual) return RealDate.parse(text);
  if (!text.startsWith(lastSecond) && !readSecond(text)) return RealDate.parse(text);
  return lastSecondTime + milliseconds(text);
}

function readSecond(text: string): boolean {
  if (text[10] !== "T" || text[13] !== ":" || text[16] !== ":") return false;
  if (!text.startsWith(lastDay)) {
    lastDay = text.slice(0, 10);
    lastDayTime = RealDate.parse(lastDay);
  }
  const seconds = (digits(text, 11, 13) * 60 + digits(text, 14, 16)) * 60 + digits(text, 17, 19);
  lastSecond = text.slice(0, secondLength);
  lastSecondTime = lastDayTime + seconds * 1000;
  return true;
}

function milliseconds(text: string): number {
  const end = Math.min(text.length - 1, 23);
  return end <= 20 ? 0 : digits(text, 20, end) * 10 ** (23 - end);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) value = value * 10 + text.charCodeAt(index) - zero;
  return value;
}
