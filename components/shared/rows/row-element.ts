/** The element of a row: what every row of a list is cloned from, what it is called, and whether it is shown. */

/** Class of the rows that are not what is searched for. */
const unmatched = 'unmatched';

/** Articles are given focus as a feed is read; items of a list are not. */
export function newRowElement(isArticle: boolean): HTMLElement {
  const row = document.createElement('div');
  row.className = 'list-row';
  row.setAttribute('part', 'row');
  row.setAttribute('role', isArticle ? 'article' : 'listitem');
  if (isArticle) row.tabIndex = -1;
  return row;
}

/** What pages call the row by: parts, separated by blanks. */
export function setParts(row: HTMLElement, parts: string): void {
  row.setAttribute('part', parts === '' ? 'row' : `row ${parts}`);
}

/**
 * What the kit's own style sheets call the row by: classes, separated by blanks. They know no parts: with a selector of
 * one in them, Chromium takes ten times as long for each part of any element that changes, and works out more styles.
 */
export function setClasses(row: HTMLElement, classes: string): void {
  const all = classes === '' ? 'list-row' : `list-row ${classes}`;
  // Cheaper to ask than the list of classes.
  row.className = row.className.endsWith(unmatched) ? `${all} ${unmatched}` : all;
}

export function setMatched(row: HTMLElement, matches: boolean): void {
  row.classList.toggle(unmatched, !matches);
}

export function isMatched(row: Element): boolean {
  return !row.classList.contains(unmatched);
}
