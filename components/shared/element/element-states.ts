/** An element's states as CSS sees them: `:state(live)`. States are no attributes, which page morphing would take away. */

export class ElementStates {
  readonly #states: CustomStateSet | undefined;

  constructor(element: HTMLElement) {
    try {
      this.#states = element.attachInternals().states;
    } catch {
      // A server, or a browser without ElementInternals: everything but states works without.
    }
  }

  set(name: string, on: boolean): void {
    try {
      // Saying again what is so makes Chromium match the element's whole style anew.
      if (this.#states?.has(name) === on) return;
      if (on) this.#states?.add(name);
      else this.#states?.delete(name);
    } catch {
      // Browsers from before `:state()` refuse names without dashes.
    }
  }

  /** Exactly one of `names` is on. */
  setOne(names: readonly string[], name: string): void {
    for (const each of names) this.set(each, each === name);
  }
}
