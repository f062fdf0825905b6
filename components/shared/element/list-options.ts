/** The attributes by which a list says how it shows its rows. */
import { property } from 'lit/decorators.js';
import type { QuerySpec } from '../../../src/contexts.ts';
import { choice } from './choice.ts';
import type { LoadMoreMode } from '../list/load-ahead.ts';
import type { AnnounceMode } from '../list/row-announcements.ts';
import type { RenderRow } from '../rows/row-layout.ts';
import { RowsElement } from './rows-element.ts';

const announceModes = ['off', 'summary', 'items'] as const;
const densities = ['cosy', 'compact'] as const;
const highlights = ['on', 'off'] as const;
const loadMoreModes = ['button', 'auto'] as const;

export type Density = (typeof densities)[number];
export type Highlight = (typeof highlights)[number];

export abstract class ListOptions<Row extends object> extends RowsElement<Row> {
  /** Keeps the rows as they stand; what changed meanwhile is shown when it ends. */
  @property({ type: Boolean }) paused = false;

  /** What people who cannot see the page are told of new rows: nothing (`off`), how many (`summary`), which (`items`). */
  @property() announce: AnnounceMode = 'off';

  /** How close rows stand: `cosy` or `compact`. */
  @property() density: Density = 'cosy';

  /** Whether what changes lights up for a moment: `on` or `off`. */
  @property() highlight: Highlight = 'on';

  /** Where a row leads, with names of fields in braces: `/tickets/{number}`. Rows fire `live-row-click` first. */
  @property() href = '';

  /** Makes every row a button that fires `live-row-click`; one with an `href` is a link. */
  @property({ type: Boolean }) clickable = false;

  /** Id of a `<template>`, anywhere in the page, that says how a row looks; a `<template>` child serves too. */
  @property() template = '';

  /** Draws a row: answers a node, a text or a Lit template. Gets the row, and what it answered for it before. */
  @property({ attribute: false }) renderRow: RenderRow<Row> | null = null;

  /** A field of the rows: those with the same value stand under one heading, and the order begins with it. */
  @property({ attribute: 'group-by' }) groupBy = '';

  /** Puts a search box above the rows that searches those that are loaded. */
  @property({ type: Boolean }) searchable = false;

  /** How more rows come: when the button is pressed (`button`), or when the end of the list comes near too (`auto`). */
  @property({ attribute: 'load-more' }) loadMoreBy: LoadMoreMode = 'button';

  protected announceMode: AnnounceMode = 'off';
  protected highlights = true;
  protected loadsAhead = false;
  #unknownGroup = '';

  /** What `announce` means when it says nothing that is known. */
  protected get usualAnnounce(): AnnounceMode {
    return 'off';
  }

  protected override get spec(): QuerySpec {
    const { groupBy } = this;
    return groupBy && groupBy !== this.#unknownGroup ? { ...super.spec, groupBy } : super.spec;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // The table has no such column. The rows are shown without headings, and then the columns there are can be told.
    const { error } = this;
    if (this.groupBy && error?.code === 'unknown-column' && error.message.includes(`"${this.groupBy}"`)) {
      this.#unknownGroup = this.groupBy;
    }
    this.announceMode = choice(this, 'announce', this.announce, announceModes, this.usualAnnounce);
    this.highlights = choice(this, 'highlight', this.highlight, highlights, 'on') === 'on';
    this.loadsAhead = choice(this, 'load-more', this.loadMoreBy, loadMoreModes, 'button') === 'auto';
    this.states.set('compact', choice(this, 'density', this.density, densities, 'cosy') === 'compact');
    super.willUpdate(changed);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'aria-label', 'aria-labelledby'];
  }

  override attributeChangedCallback(name: string, former: string | null, value: string | null): void {
    super.attributeChangedCallback(name, former, value);
    if (name.startsWith('aria-')) this.requestUpdate();
  }

  protected override get holdsStill(): boolean {
    return this.paused;
  }
}
