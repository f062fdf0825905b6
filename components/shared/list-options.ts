/** The attributes by which a list says how it shows its rows. */
import { property } from 'lit/decorators.js';
import type { AnnounceMode } from './row-announcements.ts';
import type { RenderRow } from './row-layout.ts';
import { RowsElement } from './rows-element.ts';

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
