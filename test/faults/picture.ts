/**
 * A list as text, the same from the page and from the database: every column of every row in order, and what is drawn
 * of it. These functions run in Node and, by their source, in the page: they use nothing from outside.
 */

export interface PictureRow {
  readonly row: Readonly<Record<string, unknown>>;
  /** Of the DOM: the row's key, its fields' texts, its status. */
  readonly drawn: readonly string[];
}

export function pictureOf(rows: readonly PictureRow[]): string[] {
  return rows.map(({ row, drawn }) => {
    const columns = Object.keys(row).sort();
    return JSON.stringify([columns.map((column) => [column, row[column]]), drawn]);
  });
}

/** 53 bits of a text (cyrb53): pictures are long, and there are many. */
export function hashOf(lines: readonly string[]): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const line of lines) {
    for (let place = 0; place < line.length; place++) {
      const code = line.charCodeAt(place);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ 10, 2654435761);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return `${lines.length} ${(4294967296 * (2097151 & low) + (high >>> 0)).toString(36)}`;
}
