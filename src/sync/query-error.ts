/** What is wrong with a query as the page's author wrote it; said before anything is sent. */
import type { Problem, ProblemCode } from '../domain/status.ts';

export type QueryErrorCode = Extract<ProblemCode, 'bad-filter' | 'bad-order' | 'bad-attribute' | 'no-primary-key'>;

export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly problem: Problem;

  constructor(code: QueryErrorCode, message: string, remedy = 'Correct the attribute of the element.') {
    super(message);
    this.problem = { code, message, remedy, permanent: true };
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  get remedy(): string {
    return this.problem.remedy;
  }
}

/** Says where in `text` something else was expected: `filter "status=open" at character 8 ("open"): expected …`. */
export function describePlace(attribute: string, text: string, position: number, expected: string): string {
  const rest = text.slice(position);
  const found = rest === '' ? 'the end' : `"${rest.length > 24 ? `${rest.slice(0, 24)}…` : rest}"`;
  return `${attribute} "${text}", character ${position + 1} (${found}): expected ${expected}.`;
}
