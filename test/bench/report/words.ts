/** Figures as they are read. */
import type { Limit } from '../host/figures.ts';
import type { Spread } from '../host/statistics.ts';

export function ratioText(value: number): string {
  if (value === 0) return '0';
  // A small share is easier to grasp turned over.
  if (value < 0.2) return `1/${Math.round(1 / value)}`;
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

export function valueText(value: number, unit: Limit['unit']): string {
  return unit === undefined ? ratioText(value) : `${Number(value.toPrecision(2))} ${unit}`;
}

export function spreadText({ low, median, high }: Spread, unit: Limit['unit']): string {
  return `${valueText(median, unit)} (${valueText(low, unit)} – ${valueText(high, unit)})`;
}

export function microseconds({ median }: Spread): string {
  return Math.round(median).toLocaleString('en');
}
