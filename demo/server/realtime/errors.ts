/**
 * Every message the server sends when it refuses something, word for word as the real one does
 * (transcripts e-errors, f-auth, f2-auth-token-awaited, h-broadcast-presence, i-leave).
 */
export const unmatchedTopic = 'unmatched topic';
export const topicNameRequired = 'TopicNameRequired: You must provide a topic name';
export const apiKeyMissing = 'API key is missing';
export const fieldsRequired = 'Fields `role` and `exp` are required in JWT';
export const notAToken = 'The token provided is not a valid JWT';
export const badSignature = 'Failed to validate JWT signature';
export const subscribed = 'Subscribed to PostgreSQL';
/** Not in a transcript: as realtime-js documents `replication_ready`. */
export const replicationReady = 'Replication connection established';
export const badSelect =
  'Error parsing `select` params: expected a list of column name strings, e.g. select: ["col1", "col2"]';
export const unauthorizedRow = 'Error 401: Unauthorized';
export const noPrimaryKey = 'Error 400: Bad Request, no primary key';
export const payloadTooLarge = 'Error 413: Payload Too Large';

export function unauthorizedTopic(topic: string): string {
  return `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
}

export function badFilter(parts: string[]): string {
  return `Error parsing \`filter\` params: ${inspectStrings(parts)}`;
}

export function noParameters(binding: Record<string, unknown>): string {
  const fields = Object.entries(binding)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([key, value]) => `${inspectString(key)} => ${typeof value === 'string' ? inspectString(value) : String(value)}`,
    );
  return (
    'No subscription params provided. Please provide at least a `schema` or `table` to subscribe to: ' +
    `%{${fields.join(', ')}}`
  );
}

/** What a binding asked for, as it reads in the messages below. */
export interface DescribedBinding {
  event: string;
  schema: string;
  table: string;
  filters: { column: string; operator: string; value: string; negated: boolean }[];
  select: string[] | null;
}

export function notPublished(binding: DescribedBinding): string {
  return (
    'Unable to subscribe to changes with given parameters. ' +
    `Please check Realtime is enabled for the given connect parameters: ${describe(binding)}`
  );
}

export function subscriptionFailed(binding: DescribedBinding, code: string, message: string): string {
  return (
    'Unable to subscribe to changes with given parameters. ' +
    `An exception happened so please check your connect parameters: ${describe(binding)}. ` +
    `Exception: ERROR ${code} (${CONDITIONS[code] ?? 'unknown'}) ${message}`
  );
}

function describe({ event, schema, table, filters, select }: DescribedBinding): string {
  const tuples = filters.map(
    ({ column, operator, value, negated }) =>
      `{${inspectString(column)}, ${inspectString(operator)}, ${inspectString(value)}, ${negated}}`,
  );
  const columns = select === null ? 'nil' : inspectStrings(select);
  return `[event: ${event}, schema: ${schema}, table: ${table}, filters: [${tuples.join(', ')}], select: ${columns}]`;
}

/** Elixir's way to print a string, which the real server's messages show. */
function inspectString(text: string): string {
  return JSON.stringify(text).replaceAll('#{', '\\#{');
}

function inspectStrings(texts: string[]): string {
  return `[${texts.map(inspectString).join(', ')}]`;
}

/** Postgres' condition names for the codes a subscription can fail with (appendix A of its manual). */
const CONDITIONS: Record<string, string> = {
  '22001': 'string_data_right_truncation',
  '22003': 'numeric_value_out_of_range',
  '22007': 'invalid_datetime_format',
  '22008': 'datetime_field_overflow',
  '22023': 'invalid_parameter_value',
  '2201B': 'invalid_regular_expression',
  '22P02': 'invalid_text_representation',
  '22P03': 'invalid_binary_representation',
  '42501': 'insufficient_privilege',
  '42704': 'undefined_object',
  '42804': 'datatype_mismatch',
  '42883': 'undefined_function',
  P0001: 'raise_exception',
};
