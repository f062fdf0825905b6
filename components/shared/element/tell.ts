/** How elements tell what happens: events that go to the element alone, and warnings to the author of the page. */
import type { Problem } from '../../../src/domain/status.ts';
import { warn } from '../../../src/page/warn.ts';

/** Made without a dictionary, which costs more than the event; that is felt where one is told of every change. */
class LiveEvent extends CustomEvent<unknown> {
  #detail: unknown;

  constructor(type: string, detail: unknown) {
    super(type);
    this.#detail = detail;
  }

  override get detail(): unknown {
    return this.#detail instanceof Later ? (this.#detail = this.#detail.make()) : this.#detail;
  }
}

/** What an event tells, while nobody has asked. */
class Later {
  readonly make: () => unknown;

  constructor(make: () => unknown) {
    this.make = make;
  }
}

/** Neither bubbles nor composes: an event of a list is nobody else's, and names never clash. */
export function notify(element: Element, type: `live-${string}`, detail: unknown): void {
  element.dispatchEvent(new LiveEvent(type, detail));
}

/** As `notify` of what is made when somebody asks for it: most pages hear of no change of the whole project. */
export function notifyOf(element: Element, type: `live-${string}`, detail: () => unknown): void {
  element.dispatchEvent(new LiveEvent(type, new Later(detail)));
}

/** Tells a problem to the console and to listeners. */
export function report(element: Element, problem: Problem): void {
  warn(problem.code, `${problem.message} ${problem.remedy}`, element);
  notify(element, 'live-error', problem);
}
