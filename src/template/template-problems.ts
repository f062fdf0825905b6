/** What can be wrong with a row's layout, in words for the author of the page. None of it stops the rows. */
import type { Problem, ProblemCode } from '../domain/status.ts';
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
    `renderRow threw: ${said(error)}`,
    'Make it answer a node, a text or a Lit template for every row.',
  );
}

export function formatFailed(format: string, error: unknown): Problem {
  return problem(
    'format-failed',
    `The format "${format}" threw: ${said(error)}`,
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
  const fields = [...template.fields].filter((name) => !Object.hasOwn(row, name));
  if (fields.length > 0) {
    problems.push(
      problem(
        'unknown-field',
        `The template binds ${quoted(fields)}, which the rows do not have.`,
        `Fields there are: ${Object.keys(row).join(', ')}.`,
      ),
    );
  }
  const known = formatNames();
  const formats = [...template.formats].filter((name) => !known.includes(name));
  if (formats.length > 0) {
    problems.push(
      problem(
        'unknown-format',
        `The template names the format ${quoted(formats)}, which nobody registered.`,
        `Formats there are: ${known.join(', ')}; more by registerFormat(name, function).`,
      ),
    );
  }
  return problems;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
