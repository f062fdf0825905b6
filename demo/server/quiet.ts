/**
 * Lite writes every refused query and every missed lookup to the console, which here is the standard error of
 * somebody's test run. What it says while it serves a request is in the answer to that request; so, in its calls and
 * nowhere else, the console is silent.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const silence = new AsyncLocalStorage<true>();
let installed = false;
let mended = false;

export function quietly<Result>(work: () => Result): Result {
  install();
  return silence.run(true, work);
}

function install(): void {
  if (installed) return;
  installed = true;
  for (const method of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    const speak = console[method];
    console[method] = (...values: unknown[]): void => {
      if (!silence.getStore()) speak.apply(console, values);
    };
  }
}

/**
 * Lite replaces `process.emitWarning` by a function that takes every warning for a string, and dies of one that is an
 * Error (as Node's own about too many listeners). Those go past it, the way Node itself hands them on.
 */
export function mendWarnings(): void {
  if (mended) return;
  mended = true;
  const emitWarning = process.emitWarning.bind(process) as (warning: string, ...rest: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (typeof warning === 'string') emitWarning(warning, ...rest);
    else process.nextTick(() => process.emit('warning', warning));
  };
}
