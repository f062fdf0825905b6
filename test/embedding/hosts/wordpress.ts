/**
 * As much of WordPress as decides what becomes of a recipe: the hooks its `functions.php` uses, shortcodes, and what is
 * done to an author's text. Written after what WordPress does, which is not here: wpautop and wp_kses.
 */
import { runInNewContext } from 'node:vm';

const block = '(?:address|article|aside|blockquote|div|dl|fieldset|figure|form|h[1-6]|hr|ol|p|pre|section|table|ul)';
const tag = new RegExp(`(</?${block}\\b[^>]*>)`, 'g');

/** wpautop: blank lines part paragraphs, lines break, and tags it does not know are words like others. */
export function autop(text: string): string {
  const paragraphs = text
    .replace(tag, '\n\n$1\n\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean);
  return paragraphs
    .map((part) => (part.search(tag) === 0 ? part : `<p>${part.replaceAll('\n', '<br />\n')}</p>`))
    .join('\n');
}

/** Of what an author may write: these tags, and on them these attributes. */
const tags = new Set(
  'a b blockquote br code div em h2 h3 h4 i img li ol p section span strong table td tr ul'.split(' '),
);
const attribute = /^(?:class|id|style|title|role|dir|lang|hidden|href|src|alt|aria-[a-z]+|data(?:-[a-z0-9_]+)+)$/;

/** wp_kses, for authors without unfiltered_html. */
export function kses(text: string): string {
  return text.replaceAll(/<(\/?)([\w-]+)([^>]*)>/g, (_all, slash: string, name: string, rest: string) => {
    if (!tags.has(name)) return '';
    if (slash) return `</${name}>`;
    const attributes = [...rest.matchAll(/([\w:-]+)(?:="[^"]*")?/g)].filter(([, word = '']) => attribute.test(word));
    return `<${[name, ...attributes.map(([written]) => written)].join(' ')}>`;
  });
}

type Shortcode = (given: Readonly<Record<string, string>>) => string;

export class Theme {
  readonly #hooks = new Map<string, (() => void)[]>();
  readonly #shortcodes = new Map<string, Shortcode>();
  #printed: string[] = [];

  /** @param folder - where the theme's files are. */
  constructor(functions: string, folder: string) {
    const print = (text: string): unknown => this.#printed.push(text);
    runInNewContext(translated(functions), {
      add_action: (hook: string, work: () => void) => this.#hooks.set(hook, [...(this.#hooks.get(hook) ?? []), work]),
      add_shortcode: (name: string, work: Shortcode) => this.#shortcodes.set(name, work),
      get_theme_file_uri: (file: string) => folder + file,
      wp_enqueue_style: (id: string, address: string) =>
        print(`<link rel='stylesheet' id='${id}-css' href='${address}' media='all' />`),
      wp_enqueue_script_module: (id: string, address: string) =>
        print(`<script type="module" src="${address}" id="${id}-js-module"></script>`),
      shortcode_atts: (defaults: object, given: object) => ({ ...defaults, ...given }),
      intval: (value: unknown) => Number.parseInt(String(value), 10),
      echo: print,
    });
  }

  /** What is printed where the theme comes by. */
  hook(name: 'wp_enqueue_scripts' | 'wp_footer'): string {
    this.#printed = [];
    for (const work of this.#hooks.get(name) ?? []) work();
    return this.#printed.join('\n');
  }

  /** A text with the shortcodes in it: one that is a paragraph of its own loses the paragraph. */
  withShortcodes(text: string): string {
    return text
      .replaceAll(/<p>(\[[^\]]+\])<\/p>/g, '$1')
      .replaceAll(/\[(\w+)([^\]]*)\]/g, (all: string, name: string, rest: string) => {
        const given = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
        return this.#shortcodes.get(name)?.(given as Record<string, string>) ?? all;
      });
  }
}

/** PHP as far as the recipe goes, in JavaScript: strings in single quotes, arrays with keys, variables, `.` and `echo`. */
function translated(php: string): string {
  return php
    .replaceAll(/\[('\w+') => ([^\]]+)\]/g, '{ $1: $2 }')
    .replaceAll(/^(\s*)(\$\w+) = /gm, '$1const $2 = ')
    .replaceAll("' . ", "' + ")
    .replaceAll(" . '", " + '")
    .replaceAll(/\becho ('.*');/g, 'echo($1);');
}
