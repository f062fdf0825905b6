/** Small helpers to look at a page as its reader does. */
import type { ScriptedRows } from './scripted-connection.ts';
import './test-provider.ts';
import type { TestProvider } from './test-provider.ts';

/** Puts markup on the page and answers its first element. */
export function put<Found extends Element = HTMLElement>(markup: string): Found {
  const place = document.createElement('div');
  place.className = 'test-place';
  document.body.append(place);
  place.innerHTML = markup;
  return place.firstElementChild as Found;
}

/** Takes everything off the page that `put` put there. */
export function clearPage(): void {
  for (const place of document.querySelectorAll('.test-place')) place.remove();
}

/** Waits for a condition; the test's own time limit ends a wait for what never comes. */
export async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

export function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** The first of a name; those of a skeleton, which is the element's own layout with bars, do not count. */
export function part(element: Element, name: string): HTMLElement | null {
  return element.shadowRoot!.querySelector<HTMLElement>(`[part~='${name}']:not(.skeleton *)`);
}

export function parts(element: Element, name: string): HTMLElement[] {
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>(`[part~='${name}']:not(.skeleton *)`)];
}

/** Fails unless both are the same node. Comparing nodes by an assertion would print whole trees when it fails. */
export function assertSame(actual: unknown, expected: unknown): void {
  if (actual !== expected)
    throw new Error(`Another node: ${describeNode(actual)} instead of ${describeNode(expected)}`);
}

function describeNode(node: unknown): string {
  return node instanceof Element ? (node.cloneNode(false) as Element).outerHTML : String(node);
}

/** Text as a reader sees it: hidden elements and slots' unused fallbacks do not count. */
export function seen(element: HTMLElement | null): string {
  return element?.checkVisibility() ? element.innerText.trim() : '';
}

export function keys(element: Element): string[] {
  return parts(element, 'row').map((row) => row.dataset.key!);
}

/** Waits until the rows off screen are drawn too, which are when there is time. */
export function allDrawn(element: Element): Promise<void> {
  return until(() => !element.shadowRoot!.querySelector('[data-key]:empty'));
}

export interface Mounted<Tag extends keyof HTMLElementTagNameMap> {
  provider: TestProvider;
  element: HTMLElementTagNameMap[Tag];
  rows: ScriptedRows;
}

/** An element in a provider, and the window it opened. */
export async function mount<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes = ''): Promise<Mounted<Tag>> {
  const provider = put<TestProvider>(`<test-provider><${tag} ${attributes}></${tag}></test-provider>`);
  const element = provider.firstElementChild as HTMLElementTagNameMap[Tag];
  await until(() => provider.connection.queries.length > 0);
  return { provider, element, rows: provider.connection.queries[0]! };
}
