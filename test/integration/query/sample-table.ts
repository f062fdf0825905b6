/** A table with a column of each type that matters for comparing, and rows that go to the edges of each. */
import type { FieldKind } from '../../../src/domain/tables.ts';
import type { Random } from './random.ts';

export const tableSql = `
create extension citext;
create type mood as enum ('sad', 'ok', 'happy');
create table sample (
  id uuid primary key,
  whole int,
  big bigint,
  exact numeric,
  price numeric(12,2),
  coarse real,
  double double precision,
  flag boolean,
  label text,
  folded citext,
  code char(3),
  mood mood,
  at timestamptz,
  local timestamp,
  day date,
  clock time,
  span interval,
  address inet,
  owner uuid,
  data jsonb,
  words text[],
  UNIQUE (id)
);`;

/** What a registry would say of them; the others are not known. */
export const kinds: Readonly<Record<string, FieldKind>> = {
  id: 'uuid',
  whole: 'number',
  big: 'number',
  exact: 'number',
  price: 'number',
  coarse: 'number',
  double: 'number',
  flag: 'boolean',
  label: 'text',
  folded: 'text',
  code: 'text',
  mood: 'text',
  at: 'timestamp',
  local: 'timestamp',
  day: 'timestamp',
  owner: 'uuid',
};

/** Those an ORDER BY can name, JSON and arrays left out: their order is the database's own. */
export const orderedColumns =
  'whole big exact price coarse double flag label folded code mood at local day clock span address owner'.split(' ');

const owners = [
  '11111111-2222-4333-8444-555555555555',
  'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  'AAAAAAAABBBB4CCC8DDDEEEEEEEEEEEF',
];
const words =
  'open|Open|OPEN|opened|closed|straße|STRASSE|é|e\u0301|É|a,b|quo"te|back\\slash|100%|50_50|paren(s)|{brace}|| spaced |null|true|42|42.0|007|-1|2026-01-01|2026-1-1|İstanbul|ıI|ΑΣ|ας|日本|😀 smile|*star*|o\'clock|a.b|a:b|new\nline|[1,2)|10.0.0.1|1 day|infinity|NaN|11111111-2222-4333-8444-555555555555|AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE'.split(
    '|',
  );

const valuesOf: Readonly<Record<string, readonly string[]>> = {
  whole: ['0', '1', '-1', '42', '7', '16777216', '16777217', '2147483647', '-2147483648'],
  big: [
    '0',
    '42',
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '9223372036854775807',
    '-9007199254740993',
  ],
  exact: [
    '0',
    '0.1',
    '0.10',
    '0.1000000000000000000001',
    '42',
    '42.000',
    '1e30',
    '123456789012345678901234567890.5',
    'NaN',
    'Infinity',
    '-Infinity',
    '-0.000001',
    '0.3',
    '0.30000000000000004',
  ],
  price: ['0', '9.90', '9.99', '10', '1234567890.12', '-5.50'],
  coarse: ['0', '0.1', '0.2', '3.4e38', '1e-30', 'NaN', 'Infinity', '16777216', '1234567.9', '42', '0.30000001'],
  double: [
    '0',
    '-0',
    '0.1',
    '0.30000000000000004',
    '0.3',
    '1e308',
    '5e-324',
    'NaN',
    '-Infinity',
    '42',
    '9007199254740993',
  ],
  flag: ['true', 'false'],
  label: words,
  folded: words,
  code: ['EUR', 'eur', 'US', '', 'A,B', '42'],
  mood: ['sad', 'ok', 'happy'],
  at: [
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000001Z',
    '2026-01-01T00:00:00.000002Z',
    '2026-01-01T05:30:00+05:30',
    '2026-03-29T01:30:00.5Z',
    '2025-12-31T18:30:00Z',
    '1969-12-31T23:59:59.999999Z',
    '0001-01-01T00:00:00Z',
    '12026-01-01T00:00:00Z',
    '0044-03-15 00:00:00+00 BC',
    'infinity',
    '-infinity',
  ],
  local: [
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00.000001',
    '2026-01-01T05:30:00',
    '2025-12-31T18:30:00',
    '1969-12-31T23:59:59.999999',
    'infinity',
    '-infinity',
  ],
  day: ['2026-01-01', '2025-12-31', '2026-01-02', '1969-12-31', '0001-01-01', 'infinity'],
  clock: ['10:00:00', '10:00:00.5', '23:59:59.999999', '24:00:00'],
  span: ['1 day', '24:00:00', '1 mon', '30 days', '-1 day'],
  address: ['10.0.0.1', '10.0.0.1/32', '10.0.0.0/8', 'fe80::1', 'FE80::1'],
  owner: owners,
  data: ['{"a":1}', '[1,2]', '"text"', '"open"', '42', 'true', '{}'],
  words: ['{}', '{a,b}', '{NULL}', '{"quo\\"te"}'],
};

/** Spellings of literals that no row has, or that Postgres reads in a way of its own. */
export const oddLiterals: Readonly<Record<string, readonly string[]>> = {
  number: [
    '0042',
    ' 7 ',
    '5.5',
    '4.2e1',
    '.1',
    '1.',
    '+42',
    '-0',
    'nan',
    'inf',
    '-INFINITY',
    'abc',
    '',
    '0x2a',
    '1_000',
    '16777217.0',
    '0.1000000000000000055511151231257827',
    '0.30000000000000001',
    '1e400',
    '9.9',
    '9007199254740992.0',
    '9007199254740994',
    '0.100000001',
    '0.1000000001',
    '1e999999999',
  ],
  boolean: ['t', 'f', 'yes', 'no', 'on', 'off', 'of', 'o', '1', '0', 'TRUE', ' true ', 'tr', 'y', 'n', 'maybe', ''],
  text: ['op', 'pen', 'Straße', 'open ', 'eur', 'EUR ', 'US ', 'nul', "'", '"open"'],
  timestamp: [
    '2026-01-01',
    '2026-01-01 00:00',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00+00',
    '2026-01-01T00:00:00z',
    '2026-01-01T00:00:00.0000010Z',
    '2026-01-01T00:00:00.000001',
    '2026-01-01T05:30:00+0530',
    '2026-01-01T05:30:00+05:30:00',
    '2025-12-31T12:00:00-12:00',
    '2026-02-30',
    '2026-13-01',
    '1969-12-31',
    '0001-01-01',
    '2100-01-01',
    '2000-06-15T12:00:00-08',
    'now',
    'today',
    'epoch',
    'Infinity',
    '-infinity',
    '20260101',
    'Jan 1 2026',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    'tomorrow',
    '44-03-15 BC',
    '2026-01-01T00:00:00+15:59',
    '2026-01-01T00:00:00 Europe/Berlin',
  ],
  uuid: [
    '{11111111-2222-4333-8444-555555555555}',
    '11111111222243338444555555555555',
    '1111-11112222-43338444-555555555555',
    'AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE',
    'not-a-uuid',
    '',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ],
};

export const columnNames = ['id', ...Object.keys(valuesOf)];

export function poolOf(column: string): readonly string[] {
  return column === 'id' ? owners : valuesOf[column]!;
}

/** Values as text, for a cast to the column's type. */
export function randomRow(random: Random): Record<string, string | null> {
  const row: Record<string, string | null> = { id: randomUuid(random) };
  for (const [column, values] of Object.entries(valuesOf))
    row[column] = random.chance(0.15) ? null : random.pick(values);
  return row;
}

function randomUuid(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.below(16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
