/** The element of a row before anything is drawn in it: what every row of a list is cloned from. */

/** Articles are given focus as a feed is read; items of a list are not. */
export function newRowElement(isArticle: boolean): HTMLElement {
  const row = document.createElement('div');
  row.className = 'list-row';
  row.setAttribute('part', 'row');
  row.setAttribute('role', isArticle ? 'article' : 'listitem');
  if (isArticle) row.tabIndex = -1;
  return row;
}
