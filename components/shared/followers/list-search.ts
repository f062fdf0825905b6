/** The search box above a list: what is typed in it searches the rows, and the count is said once typing rests. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clock, Timer } from '../../../src/page/clock.ts';
import type { Words } from '../../../src/page/words/words.ts';
import type { RowSearch } from './row-search.ts';

/** Long enough that nobody is spoken to between two keys. */
const rest = 1000;

export interface SearchedList {
  readonly search: Pick<RowSearch<object>, 'use' | 'active' | 'matches'>;
  readonly clock: () => Clock;
  readonly words: () => Words;
  readonly announce: (text: string) => void;
  /** The search, or its result, is another one. */
  readonly changed: () => void;
}

export class ListSearch {
  readonly #list: SearchedList;
  #query = '';
  #resting: Timer | undefined;

  constructor(list: SearchedList) {
    this.#list = list;
  }

  /** What is searched for; empty when nothing is. */
  get query(): string {
    return this.#list.search.active ? this.#query : '';
  }

  get matches(): number {
    return this.#list.search.matches;
  }

  /** The text is the reader's: nothing ever writes into the box. */
  box(): TemplateResult {
    const name = this.#list.words().search;
    return html`<input
      part="search"
      class="list-search"
      type="search"
      aria-label=${name}
      placeholder=${name}
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="search"
      @input=${this.#typed}
      @keydown=${this.#pressed}
    />`;
  }

  /** The box goes, and the search with it. */
  end(): void {
    this.stop();
    if (this.#query !== '') this.#use('');
  }

  /** Nothing more is said. */
  stop(): void {
    this.#list.clock().clearTimer(this.#resting);
  }

  readonly #typed = (event: Event): void => {
    this.#use((event.target as HTMLInputElement).value);
    this.#sayMatches();
  };

  /** Some browsers clear the box by themselves, without saying so to those who listen for input. */
  readonly #pressed = (event: KeyboardEvent): void => {
    const box = event.target as HTMLInputElement;
    if (event.key !== 'Escape' || box.value === '') return;
    // A dialog round the list is not what is to be closed.
    event.preventDefault();
    box.value = '';
    this.#use('');
    this.#sayMatches();
  };

  #use(query: string): void {
    this.#query = query.trim();
    this.#list.search.use(query);
    this.#list.changed();
  }

  #sayMatches(): void {
    const { clock, search, words, announce } = this.#list;
    clock().clearTimer(this.#resting);
    this.#resting = clock().setTimer(() => {
      if (search.active) announce(search.matches ? words().matches(search.matches) : words().noMatches(this.#query));
    }, rest);
  }
}
