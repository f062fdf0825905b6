/** The attributes by which a list says how it shows its rows, and the tokens every list knows. */
import { property } from 'lit/decorators.js';
import type { AnnounceMode } from './row-announcements.ts';
import type { RenderRow } from './row-layout.ts';
import { RowsElement } from './rows-element.ts';

/**
 * @cssprop --live-accent - Buttons that call, focus rings; with `--live-accent-text` on it.
 * @cssprop --live-muted - Text of second rank. Default: mixed from the text colour.
 * @cssprop --live-border - Lines. Default: mixed from the text colour.
 * @cssprop --live-surface - Ground of the list. Default: transparent.
 * @cssprop --live-hover - Ground of the row under the pointer.
 * @cssprop --live-space - The unit of distances. Default: 0.25em.
 * @cssprop --live-radius - Corners; `--live-radius-small` for what stands inside.
 * @cssprop --live-row-padding - Padding of a row.
 * @cssprop --live-row-size - Height a row that was never seen is thought to have. Default: 4.5em.
 * @cssprop --live-font-size - Default: 1em, the page's.
 * @cssprop --live-line-height - Default: 1.45.
 */
export abstract class ListOptions<Row extends object> extends RowsElement<Row> {
  /** Keeps the rows as they stand; what changed meanwhile is shown when it ends. */
  @property({ type: Boolean }) paused = false;

  /** What people who cannot see the page are told of new rows: nothing (`off`), how many (`summary`), which (`items`). */
  @property() announce: AnnounceMode = 'off';

  /** Id of a `<template>`, anywhere in the page, that says how a row looks; a `<template>` child serves too. */
  @property() template = '';

  /** Draws a row: answers a node, a text or a Lit template. Gets the row, and what it answered for it before. */
  @property({ attribute: false }) renderRow: RenderRow<Row> | null = null;

  protected override get holdsStill(): boolean {
    return this.paused;
  }
}
