/** What a reader sees of one element. Runs in the page: it needs nothing from outside itself. */

export interface Look {
  /** Whether its script has come. */
  readonly defined: boolean;
  readonly status: string;
  /** The texts of the rows that can be seen. */
  readonly rows: readonly string[];
  /** The parts of the frame that can be seen, and their texts. */
  readonly frame: Readonly<Record<string, string>>;
  readonly states: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** `path`: a selector; ` >>> ` between two of them steps into a shadow root or a frame. null: there is no such element. */
export function look(path: string): Look | null {
  let place: ParentNode | null | undefined = document;
  let found: HTMLElement | null = null;
  for (const selector of path.split(' >>> ')) {
    found = place?.querySelector<HTMLElement>(selector) ?? null;
    place = found?.shadowRoot ?? (found as HTMLIFrameElement | null)?.contentDocument;
  }
  if (!found) return null;
  const visible = (element: HTMLElement): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility() && width > 0 && height > 0;
  };
  const texts = (selector: string): HTMLElement[] =>
    [...(found.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].filter(visible);
  const frame: Record<string, string> = {};
  for (const name of ['loading', 'empty', 'error', 'stale', 'new-rows', 'more', 'value', 'label', 'banner']) {
    for (const part of texts(`[part~='${name}']`)) frame[name] = part.innerText.trim();
  }
  const states = ['loading', 'live', 'stale', 'error', 'empty', 'connecting', 'connected', 'visible'];
  const { width, height } = found.getBoundingClientRect();
  return {
    defined: found.matches(':defined'),
    status: (found as HTMLElement & { status?: string }).status ?? '',
    rows: texts('[data-key]').map((row) => row.innerText.trim()),
    frame,
    states: states.filter((state) => found.matches(`:state(${state})`)),
    width,
    height,
  };
}
