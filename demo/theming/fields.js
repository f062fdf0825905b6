/** Fields in which tokens are edited: a colour, a slider, or any text. */

/** What a designer reaches for first. `unit`: a slider between two numbers of it. */
export const chosenTokens = [
  { name: 'color', label: 'Text of the page', kind: 'color' },
  { name: 'background-color', label: 'Ground of the page', kind: 'color' },
  { name: '--live-accent', label: 'Accent', kind: 'color' },
  { name: '--live-surface', label: 'Surface', kind: 'color' },
  { name: '--live-muted', label: 'Muted text', kind: 'color' },
  { name: '--live-border', label: 'Lines', kind: 'color' },
  { name: '--live-space', label: 'Distances', unit: 'em', from: 0.1, to: 0.5, step: 0.01 },
  { name: '--live-radius', label: 'Corners', unit: 'em', from: 0, to: 2, step: 0.05 },
  { name: '--live-badge-radius', label: 'Badges', unit: 'em', from: 0, to: 2, step: 0.05 },
  { name: '--live-font-size', label: 'Text', unit: 'em', from: 0.7, to: 1.5, step: 0.025 },
  { name: '--live-line-height', label: 'Line height', unit: '', from: 1.1, to: 2, step: 0.05 },
];

/** One field for a token; `changed` hears every value. `now` is what holds while nothing is set. */
export function tokenField({ name, label, kind, unit, from, to, step, now = '' }, changed) {
  const input = document.createElement('input');
  input.name = name;
  if (kind === 'color') Object.assign(input, { type: 'color', value: hex(now) });
  else if (from === undefined) Object.assign(input, { type: 'text', placeholder: now, spellcheck: false });
  else Object.assign(input, { type: 'range', min: from, max: to, step, value: parseFloat(now) });
  const output = document.createElement('output');
  input.addEventListener('input', () => {
    const value = from === undefined ? input.value : `${input.value}${unit}`;
    output.value = from === undefined ? '' : value;
    changed(name, value);
  });
  const title = document.createElement('span');
  title.textContent = label ?? name;
  title.title = name;
  const field = document.createElement('label');
  field.className = kind ?? (from === undefined ? 'text' : 'range');
  field.append(title, input, output);
  return field;
}

/** Any colour CSS knows, as the colour field wants it: over white or black, for it knows no transparency. */
function hex(color) {
  const pixel = document.createElement('canvas').getContext('2d');
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = color;
  pixel.fillStyle = getComputedStyle(document.body).backgroundColor;
  pixel.fillRect(0, 0, 1, 1);
  pixel.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
