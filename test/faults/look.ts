/** What a page shows, told by the page itself. `lookScript` is the source that is put into it. */
import { hashOf, pictureOf, type PictureRow } from './picture.ts';
import { lists } from './lists.ts';

/** What the page answers about each of its lists. */
export interface Look {
  readonly hash: string;
  readonly status: string;
}

interface LookingWindow {
  look(): Look[];
  lines(place: number): string[];
}

interface RowsElement extends HTMLElement {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly status: string;
}

/** Runs in the page: only its arguments are known there. */
function installLook(
  target: LookingWindow,
  fields: readonly (readonly string[])[],
  picture: typeof pictureOf,
  hash: typeof hashOf,
): void {
  const element = (place: number): RowsElement => document.querySelector<RowsElement>(`#list-${place}`)!;
  const drawnRows = (place: number): string[][] => {
    const found = element(place).shadowRoot?.querySelectorAll<HTMLElement>('[part~=row]:not([hidden])') ?? [];
    return Array.from(found, (drawn) => {
      const text = (name: string): string => drawn.querySelector(`[part~=${name}]`)?.textContent?.trim() ?? '(none)';
      const status = /status-(\w+)/.exec(drawn.getAttribute('part') ?? '')?.[1] ?? '(none)';
      return [drawn.dataset['key'] ?? '(none)', ...fields[place]!.map(text), status];
    });
  };
  target.lines = (place) => {
    const drawn = drawnRows(place);
    const rows = element(place).rows;
    const count = Math.max(rows.length, drawn.length);
    const pictureRows: PictureRow[] = Array.from({ length: count }, (_, nth) => ({
      row: rows[nth] ?? {},
      drawn: drawn[nth] ?? ['(not drawn)'],
    }));
    return picture(pictureRows);
  };
  target.look = () =>
    fields.map((_, place) => ({ hash: hash(target.lines(place)), status: element(place).status ?? 'undefined' }));
}

export const lookScript = `(${installLook})(window, ${JSON.stringify(lists.map(({ fields }) => fields))}, ${pictureOf}, ${hashOf})`;
