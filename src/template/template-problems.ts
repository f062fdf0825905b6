/** What can be wrong with a row's layout, in words for the author of the page. None of it stops the rows. */
import type { Problem, ProblemCode } from '../domain/status.ts';
import { parameterMistakes, pathsOf } from './expression.ts';
import type { Expression } from './expression.ts';
import { formatNames } from './format-registry.ts';
import type { RowTemplate } from './row-template.ts';

function problem(code: ProblemCode, message: string, remedy: string): Problem {
  return { code, message, remedy, permanent: true };
}

export function unknownTemplate(id: string): Problem {
  return problem(
    'unknown-template',
    `No element with the id "${id}" was found to serve as template.`,
    `Give a <template> the id "${id}", or correct the template attribute.`,
  );
}

export function renderFailed(error: unknown): Problem {
  return problem(
    'render-failed',
    `renderRow failed: ${said(error)}`,
    'Make it answer a node, a text or a Lit template for every row.',
  );
}

export function formatFailed(format: string, error: unknown): Problem {
  return problem(
    'format-failed',
    `The format "${format}" failed: ${said(error)}`,
    'Make it answer something for every value, null too; until then the value stands as it is.',
  );
}

/** What is wrong with a template, seen with the first row it shows. */
export function templateProblems(template: RowTemplate, row: object): Problem[] {
  const problems: Problem[] = [];
  if (template.mistakes.length > 0) {
    problems.push(
      problem('bad-template', template.mistakes.join(' '), 'Correct the template; the rest of it is shown.'),
    );
  }
  problems.push(
    ...unknownFields('The template', template.fields, row),
    ...unknownFormats('The template', template.formats),
  );
  return problems;
}

/** The same for what stands in an element's attributes. */
export function expressionProblems(expression: Expression, row: object): Problem[] {
  const fields = new Set(pathsOf(expression).map(([name = '']) => name));
  const formats = new Set(expression.pipes.map(({ format }) => format));
  const wrong = parameterMistakes(expression);
  const remedy = 'Correct the format attribute; until then that is passed over.';
  return [
    ...unknownFields('The element', fields, row),
    ...unknownFormats('The element', formats),
    ...(wrong.length > 0 ? [problem('bad-attribute', wrong.join(' '), remedy)] : []),
  ];
}

/** One problem, or none. */
export function unknownFields(who: string, named: ReadonlySet<string>, row: object): Problem[] {
  const unknown = [...named].filter((name) => !Object.hasOwn(row, name));
  if (unknown.length === 0) return [];
  const message = `${who} binds ${quoted(unknown)}, which the rows do not have.`;
  return [problem('unknown-field', message, `Fields there are: ${Object.keys(row).join(', ')}.`)];
}

function unknownFormats(who: string, named: ReadonlySet<string>): Problem[] {
  const known = formatNames();
  const unknown = [...named].filter((name) => !known.includes(name));
  if (unknown.length === 0) return [];
  const message = `${who} names the format ${quoted(unknown)}, which nobody registered.`;
  const remedy = `Formats there are: ${known.join(', ')}; more by registerFormat(name, function).`;
  return [problem('unknown-format', message, remedy)];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
