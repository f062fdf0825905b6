/** A page in WebKit with the keyboard, the mouse and the size that the commands of component tests know from puppeteer. */
import type { WebKitWindow } from './webkit-driver.ts';

/** Keys that are no letters: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keys: Readonly<Record<string, string>> = {
  ...{ Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A' },
  ...{ Escape: '\uE00C', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011', Delete: '\uE017' },
  ...{ ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Meta: '\uE03D' },
};

const buttons = { left: 0, middle: 1, right: 2 } as const;

interface Button {
  readonly button?: keyof typeof buttons;
}

type Action = Readonly<Record<string, string | number>>;

export class WebKitPage {
  readonly #window: WebKitWindow;

  readonly #held = new Set<string>();
  #clicks = 0;

  constructor(window: WebKitWindow) {
    this.#window = window;
  }

  readonly keyboard = {
    down: (key: string): Promise<void> => {
      this.#held.add(valueOf(key));
      return this.#keys([{ type: 'keyDown', value: valueOf(key) }]);
    },
    up: (key: string): Promise<void> => {
      this.#held.delete(valueOf(key));
      return this.#keys([{ type: 'keyUp', value: valueOf(key) }]);
    },
    press: (key: string): Promise<void> => this.#keys(stroke(valueOf(key))),
    type: (text: string): Promise<void> => this.#keys([...text].flatMap(stroke)),
  };

  readonly mouse = {
    move: (x: number, y: number): Promise<void> => this.#pointer([moveTo(x, y)]),
    down: (options?: Button): Promise<void> => this.#pointer([press(options)]),
    up: (options?: Button): Promise<void> => this.#pointer([release(options)]),
    // Two clicks on nearly one point within a moment are a double click to WebKit's driver, be it in another page.
    click: (x: number, y: number, options?: Button): Promise<void> =>
      this.#pointer([moveTo(x + 8 * (this.#clicks++ % 2), y), press(options), release(options)]),
  };

  setViewport({ width, height }: { readonly width: number; readonly height: number }): Promise<void> {
    return this.#window.resize(width, height);
  }

  async #keys(actions: readonly Action[]): Promise<void> {
    await this.#window.post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async #pointer(actions: readonly Action[]): Promise<void> {
    const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    // The driver forgets between two requests which keys are held down.
    const held = [...this.#held].map((value) => ({ type: 'keyDown', value }));
    const waits = held.map(() => ({ type: 'pause', duration: 0 }));
    const keyboard = { type: 'key', id: 'keyboard', actions: held };
    const both = [keyboard, { ...mouse, actions: [...waits, ...actions] }];
    await this.#window.post('/actions', { actions: held.length > 0 ? both : [mouse] });
  }
}

function valueOf(key: string): string {
  const value = keys[key] ?? key;
  if ([...value].length !== 1) throw new Error(`What key of WebDriver is ${key}?`);
  return value;
}

function stroke(value: string): Action[] {
  return [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
}

function moveTo(x: number, y: number): Action {
  return { type: 'pointerMove', duration: 0, x, y };
}

function press({ button = 'left' }: Button = {}): Action {
  return { type: 'pointerDown', button: buttons[button] };
}

function release({ button = 'left' }: Button = {}): Action {
  return { type: 'pointerUp', button: buttons[button] };
}
