/** Reads a text from left to right. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  /** Takes `expected` when it comes next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** Takes what matches a sticky pattern here. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return null;
    this.at += found[0].length;
    return found[0];
  }

  /** A value in double quotes, with backslash before what is meant literally; null when there is none here. */
  quoted(): string | null {
    const found = this.match(/"(?:[^"\\]|\\[\s\S])*"/y);
    return found === null ? null : found.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1');
  }
}
