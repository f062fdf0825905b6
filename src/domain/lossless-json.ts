/**
 * JSON whose numbers a double cannot hold arrive as text instead of as another number.
 *
 * A bigint key above 2^53 that lost its last digits names another row: a read by key would not find it and the list
 * would drop a row that is there (supabase-js#1270).
 */

import { compareDecimals, parseDecimal } from './decimal.ts';

/** Cheap to ask of every answer: sixteen digits in a row, but for a point, are what it takes. */
const longDigits = /\d[\d.]{15}/;
const stringsAndNumbers = /"(?:[^"\\]|\\[^])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export function parseJson(text: string): unknown {
  return JSON.parse(longDigits.test(text) ? text.replace(stringsAndNumbers, keepDigits) : text);
}

function keepDigits(token: string): string {
  if (token.startsWith('"') || isHeld(token)) return token;
  return `"${token}"`;
}

function isHeld(token: string): boolean {
  if (token.length <= 15) return true;
  // All of them above 2^53, also those a double happens to hold: a column is to be of one type there.
  if (/^-?\d+$/.test(token)) return Number.isSafeInteger(Number(token));
  const held = parseDecimal(String(Number(token)));
  const sent = parseDecimal(token);
  return held !== null && sent !== null && compareDecimals(held, sent) === 0;
}
