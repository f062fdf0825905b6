/**
 * What a binding says: a path, then formats. `price | currency:.currency` passes the row's own `currency` on.
 *
 * Nothing else, on purpose: no calls, comparisons or arithmetic. Expression languages in templates are how pages with a
 * Content-Security-Policy get script run for them; this one is too weak for that.
 */
import { formatNamed, takesParameter } from './format-registry.ts';
import type { FormatContext } from './format-registry.ts';
import { text } from './formats.ts';
import { parsePath, valueAt } from './path.ts';
import type { Path } from './path.ts';

/** Text as it is written, or a field of the row. */
export type Parameter = string | Path;

export interface Pipe {
  readonly format: string;
  readonly parameters: readonly Parameter[];
}

export interface Expression {
  readonly path: Path;
  readonly pipes: readonly Pipe[];
}

export interface Condition {
  readonly path: Path;
  readonly negated: boolean;
}

/** Called with what a format threw. */
export type FormatFailed = (format: string, error: unknown) => void;

/** Null for what is no expression. */
export function parseExpression(written: string): Expression | null {
  const [field = '', ...formats] = written.split('|');
  const path = parsePath(field);
  const pipes = formats.map(parsePipe);
  if (path === null || pipes.includes(null)) return null;
  return { path, pipes: pipes.filter((pipe) => pipe !== null) };
}

/** `active` or `!active`; null for anything else. */
export function parseCondition(written: string): Condition | null {
  const trimmed = written.trim();
  const negated = trimmed.startsWith('!');
  const path = parsePath(negated ? trimmed.slice(1) : trimmed);
  return path && { path, negated };
}

export function holds(condition: Condition, row: object): boolean {
  return Boolean(valueAt(row, condition.path)) !== condition.negated;
}

/** The fields of the row that are looked at, each a path. */
export function pathsOf({ path, pipes }: Expression): Path[] {
  return [path, ...pipes.flatMap(({ parameters }) => parameters.filter((parameter) => typeof parameter !== 'string'))];
}

/** A format nobody registered, and one that throws or answers what is no text, leave the value as it is. */
export function evaluate(expression: Expression, row: object, context: FormatContext, failed: FormatFailed): unknown {
  let value = valueAt(row, expression.path);
  for (const { format, parameters } of expression.pipes) {
    const apply = formatNamed(format);
    if (!apply) continue;
    const given = parameters.map((parameter) =>
      typeof parameter === 'string' ? parameter : text(valueAt(row, parameter)),
    );
    try {
      value = showable(apply(value, context, ...given));
    } catch (error) {
      failed(format, error);
    }
  }
  return value;
}

/** Parameters that a format of the kit cannot use, a sentence each. */
export function parameterMistakes({ pipes }: Expression): string[] {
  return pipes.flatMap(({ format, parameters: [parameter] }) =>
    typeof parameter === 'string' && !takesParameter(format, parameter)
      ? [`The format "${format}" cannot use "${parameter}".`]
      : [],
  );
}

/** Throws for what no text can be made of. */
function showable(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError(`it answered a ${typeof value}`);
  if (typeof value !== 'object' || value === null) return value;
  if ('then' in value) throw new TypeError('it answered a promise');
  JSON.stringify(value);
  return value;
}

function parsePipe(written: string): Pipe | null {
  const [name = '', ...parameters] = written.split(':').map((word) => word.trim());
  const parsed = parameters.map((word) => (word.startsWith('.') ? parsePath(word.slice(1)) : word));
  if (!/^[a-z][\w-]*$/i.test(name) || parsed.includes(null)) return null;
  return { format: name, parameters: parsed.filter((parameter) => parameter !== null) };
}
