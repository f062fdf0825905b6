/**
 * Tests of what not every engine has, or lets a test ask for: `onlyWhere('moveBefore')('keeps …', …)`. Elsewhere they are
 * skipped, and their title says why; docs/engines.md lists them.
 */
interface Need {
  readonly isMet: () => boolean;
  /** Why it is not, where it is not. */
  readonly reason: string;
}

const needs = {
  emulate: {
    // Firefox has no Chrome in its name, and WebKitGTK says Safari alone.
    isMet: () => navigator.userAgent.includes('Chrome/'),
    reason: 'no driver of this engine asks for forced colours, less motion or paper',
  },
  moveBefore: {
    isMet: () => 'moveBefore' in Element.prototype,
    reason: 'this engine has no moveBefore',
  },
} satisfies Readonly<Record<string, Need>>;

export type NeedName = keyof typeof needs;

export function isMet(name: NeedName): boolean {
  return needs[name].isMet();
}

export function onlyWhere(name: NeedName): (title: string, work: Mocha.AsyncFunc) => void {
  return (title, work) => {
    if (isMet(name)) it(title, work);
    else it.skip(`${title} (${needs[name].reason})`, work);
  };
}
