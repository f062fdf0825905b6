/** The style sheet that is being made: what is shown to be copied is what the page is drawn with, to the letter. */
export class Style {
  #tokens = new Map();
  #rules = new Map();
  #sheet = new CSSStyleSheet();
  #mark = new CSSStyleSheet();

  constructor() {
    document.adoptedStyleSheets = [this.#sheet, this.#mark];
  }

  /** Properties that are no tokens belong to the page. */
  setToken(name, value) {
    if (value.trim()) this.#tokens.set(name, value.trim());
    else this.#tokens.delete(name);
    this.#apply();
  }

  token(name) {
    return this.#tokens.get(name) ?? '';
  }

  setRule(selector, declarations) {
    if (declarations.trim()) this.#rules.set(selector, declarations.trim());
    else this.#rules.delete(selector);
    this.#apply();
  }

  rule(selector) {
    return this.#rules.get(selector) ?? '';
  }

  clear() {
    this.#tokens.clear();
    this.#rules.clear();
    this.#apply();
  }

  /** Shows what a selector matches. No part of what is copied. */
  mark(selector) {
    this.#mark.replaceSync(selector ? `${selector} { outline: 2px solid #e0218a; outline-offset: 1px; }` : '');
  }

  get css() {
    const lines = (entries) => entries.map(([name, value]) => `  ${name}: ${value};`).join('\n');
    const block = (selector, inside) => (inside ? [`${selector} {\n${inside}\n}`] : []);
    const tokens = [...this.#tokens];
    return [
      ...block(':root', lines(tokens.filter(([name]) => name.startsWith('--')))),
      ...block('body', lines(tokens.filter(([name]) => !name.startsWith('--')))),
      ...[...this.#rules].flatMap(([selector, text]) => block(selector, text.replaceAll(/^\s*/gm, '  '))),
    ].join('\n\n');
  }

  #apply() {
    this.#sheet.replaceSync(this.css);
  }
}
