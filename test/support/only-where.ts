/**
 * Tests of what not every engine has, or lets a test ask for: `onlyWhere('moveBefore')('keeps …', …)`. Elsewhere they are
 * skipped, and their title says why; docs/engines.md lists them.
 */
interface Need {
  readonly isMet: () => boolean;
  /** Why it is not, where it is not. */
  readonly reason: string;
}

/** WebKitGTK says Safari alone, and no Chrome. */
const isWebKit = (): boolean => !/Chrome\/|Firefox\//.test(navigator.userAgent);

const needs = {
  emulate: {
    isMet: () => navigator.userAgent.includes('Chrome/'),
    reason: 'no driver of this engine asks for forced colours, less motion or paper',
  },
  'narrow window': {
    isMet: () => !isWebKit(),
    reason: 'its windows are at least 447 pixels wide',
  },
  'middle button': {
    isMet: () => !isWebKit(),
    reason: 'its driver makes it a click of the first button',
  },
  'window.find': {
    isMet: () => !isWebKit(),
    reason: 'its window.find looks into no shadow tree, contained or not',
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
