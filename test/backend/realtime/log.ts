/** What a channel was told, with a way to wait for it. */
export class Log<Entry> {
  readonly entries: Entry[] = [];
  private waiting: (() => void)[] = [];

  add(entry: Entry): void {
    this.entries.push(entry);
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  async until(matches: (entries: Entry[]) => boolean): Promise<Entry[]> {
    while (!matches(this.entries)) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.entries;
  }
}
