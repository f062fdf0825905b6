/** The theming page: pick a piece, edit tokens, copy the CSS. It is no part of livetags. */
import '../shared/appearance.js';
import { signIn } from '../shared/supabase.js';
import { choices, useDensity, useRows, useTheme } from './choices.js';
import { chosenTokens, tokenField } from './fields.js';
import { tokensThatChange } from './influence.js';
import { partsOf, pieceNamed, pieceOf } from './piece.js';
import { Style } from './style.js';

const byId = (id) => document.getElementById(id);
const gallery = byId('gallery');
const style = new Style();
let elements = [];
let piece = null;
let state = '';

// Before the provider is defined: some tables are for those who are signed in.
document.querySelector('live-provider').accessToken = () => signIn('staff@demo.test', 'livetags-demo');

const described = (tag) => elements.find(({ tagName }) => tagName === tag);
const selector = () => `${piece.tag}${state && `:state(${state})`}::part(${piece.name})`;

function showCss() {
  byId('css').textContent = style.css || '/* Nothing changed yet. */';
}

function setToken(name, value) {
  style.setToken(name, value);
  for (const input of document.querySelectorAll(`input[name="${name}"][type=text]`)) {
    if (input !== document.activeElement) input.value = style.token(name);
  }
  showCss();
}

function options(select, values, chosen) {
  select.replaceChildren(...values.map((value) => new Option(value, value, false, value === chosen)));
}

function chips(group, values, pressed, press) {
  group.replaceChildren(
    ...values.map((value) => {
      const button = document.createElement('button');
      button.textContent = value;
      button.setAttribute('aria-pressed', String(value === pressed));
      button.addEventListener('click', () => press(value));
      return button;
    }),
  );
  group.hidden = values.length === 0;
  if (group.previousElementSibling.matches('.hint')) group.previousElementSibling.hidden = group.hidden;
}

function pick(next) {
  piece = next;
  if (!described(piece.tag).cssStates?.some(({ name }) => name === state)) state = '';
  options(
    byId('element-choice'),
    elements.map(({ tagName }) => tagName),
    piece.tag,
  );
  options(byId('part-choice'), partsOf(gallery, described(piece.tag)), piece.name);
  show();
  const tokens = described(piece.tag).cssProperties ?? [];
  const found = tokensThatChange(piece, tokens);
  byId('token-count').textContent = found.length;
  byId('piece-tokens').replaceChildren(
    ...found.map(({ name, default: now }) => {
      const field = tokenField({ name, now }, setToken);
      field.querySelector('input').value = style.token(name);
      return field;
    }),
  );
}

function show() {
  const { tag, names, around, name } = piece;
  byId('selector').textContent = selector();
  chips(byId('names'), names.length > 1 ? names : [], name, (value) => pick({ ...piece, name: value }));
  chips(byId('around'), around, '', (value) => pick(enclosing(value)));
  const states = described(tag).cssStates?.map((each) => each.name) ?? [];
  chips(byId('states'), states, state, (value) => {
    state = value === state ? '' : value;
    show();
  });
  byId('declarations').value = style.rule(selector());
  style.mark(selector());
}

/** A piece around the one picked, of the same row. */
function enclosing(name) {
  const element = piece.element.closest(`[part~="${name}"]`);
  return pieceOf({ composedPath: () => [element] });
}

function refreshFields() {
  const page = getComputedStyle(document.body);
  const known = new Map(
    elements.flatMap(({ cssProperties = [] }) => cssProperties.map((each) => [each.name, each.default])),
  );
  const now = (name) => style.token(name) || known.get(name) || page.getPropertyValue(name);
  byId('kit-tokens').replaceChildren(
    ...chosenTokens.map((token) => tokenField({ ...token, now: now(token.name) }, setToken)),
  );
}

gallery.addEventListener('click', (event) => {
  const hit = pieceOf(event);
  if (!hit) return;
  // A link in the gallery is a piece to be picked, not a way to leave.
  event.preventDefault();
  pick(hit);
});
byId('element-choice').addEventListener('change', ({ target: { value } }) => {
  pick(pieceNamed(gallery, value, partsOf(gallery, described(value))[0]));
});
byId('part-choice').addEventListener('change', ({ target: { value } }) => pick(pieceNamed(gallery, piece.tag, value)));
byId('declarations').addEventListener('input', ({ target: { value } }) => {
  style.setRule(selector(), value);
  showCss();
});
byId('reset').addEventListener('click', () => {
  style.clear();
  refreshFields();
  showCss();
  pick(piece);
});
document.addEventListener('click', ({ target }) => {
  const copied = target.closest('[data-copies]');
  if (!copied) return;
  void navigator.clipboard.writeText(byId(copied.dataset.copies).textContent).then(() => {
    copied.textContent = 'Copied';
    copied.addEventListener('blur', () => (copied.textContent = 'Copy'), { once: true });
  });
});
choices(byId('theme-choice'), useTheme);
choices(byId('density-choice'), (value) => useDensity(gallery, value));
choices(byId('width-choice'), (value) => (gallery.dataset.width = value));
choices(byId('rows-choice'), (value) => useRows(gallery, value));

const manifest = await (await fetch('custom-elements.json')).json();
await customElements.whenDefined('live-ticket-feed');
elements = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ tagName, cssParts }) => cssParts && gallery.querySelector(tagName));
refreshFields();
showCss();
pick(pieceNamed(gallery, 'live-ticket-feed', 'subject'));
// Which tokens change it can be tried once there is a row.
const feed = gallery.querySelector('live-ticket-feed');
feed.addEventListener('live-synced', () => piece.element ?? pick(pieceNamed(gallery, piece.tag, piece.name)), {
  once: true,
});
