/**
 * Cells of a row that are drawn when one of their columns differs from what stands in the page: a change of one column
 * costs that column, and for the others nothing is formatted, made or compared.
 */
import { noChange } from 'lit';

export type Cell<Row> = <Value>(draw: () => Value, ...columns: (keyof Row)[]) => Value | typeof noChange;

/** `former`: the row as it was drawn last; null where all of it is to be drawn. */
export function cellsOf<Row extends object>(row: Row, former: Row | null): Cell<Row> {
  return (draw, ...columns) => {
    if (former === null) return draw();
    for (const column of columns) if (row[column] !== former[column]) return draw();
    return noChange;
  };
}
