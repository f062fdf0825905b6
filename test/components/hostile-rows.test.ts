/** Rows come from a database that anybody may write to: nothing in them runs, and nothing in them is more than text. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { rowTags } from '../contract/tags.ts';
import { setTraps, structure, wentOff, wrong } from '../support/hostile-oracle.ts';
import { harmless, hostileTexts, notTexts } from '../support/hostile-strings.ts';
import { clearPage, frame, mount, parts, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { AnyRow } from '../support/scripted-connection.ts';

setTraps();

/** Of every kind of value that changes what a row is made of, one that harms nobody. */
const references = [
  ...[harmless, null, '', 'word', 0, 7, true, false, '2026-01-01', '2026-01-01T10:00:00Z', `+44 ${harmless}`],
  ...['https://harmless.example/', 'mailto:a@b.example'],
  ...['image/png', 'audio/mpeg', 'video/mp4', 'application/zip', 'text/plain'],
];

/** The text a value must be shown as; null for numbers, points in time and the like, written as each language does. */
function textOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  if (typeof value !== 'string' || /^NaN$/.test(value)) return null;
  return Number.isNaN(Number(value)) && Number.isNaN(Date.parse(value)) ? value : null;
}

describe('hostile rows', () => {
  afterEach(clearPage);

  for (const { name, table, needs } of rowTags) {
    const columns = Object.keys(sampleRow(table!, 'x')).filter((column) => column !== 'id');

    it(`are nothing but text in ${name}, in every column`, async () => {
      const { element, rows } = await mount(name as 'live-list', needs);
      const values = [...references, ...hostileTexts, ...notTexts];
      const faults = columns.flatMap((column) => {
        // A column at a time: so many rows are drawn at once, before a picture can have loaded or failed.
        rows.show(values.map((value, index) => sampleRow(table!, `${column}-${index}`, { [column]: value })));
        const drawn = parts(element, 'row');
        expect(drawn).to.have.length(values.length);
        const known = drawn.slice(0, references.length);
        return drawn.slice(references.length).flatMap((row, index) => {
          const value = values[references.length + index];
          return wrong(row, textOf(value), known).map((fault) => `${column}=${JSON.stringify(value)}: ${fault}`);
        });
      });
      expect(faults.join('\n')).to.equal('');
      await frame();
      expect(wentOff()).to.deep.equal([]);
      expect(element.status).to.equal('live');
    });

    it(`are nothing but text in ${name}, in all columns at once and as keys`, async () => {
      const { element, rows } = await mount(name as 'live-list', needs);
      const filled = (value: unknown): object => Object.fromEntries(columns.map((column) => [column, value]));
      rows.show([harmless, ...hostileTexts].map((value) => sampleRow(table!, value, filled(value))));
      const drawn = parts(element, 'row');
      expect(drawn.map((row) => row.dataset.key)).to.deep.equal([harmless, ...hostileTexts]);
      const allowed = /^(div|span|a|img|time|dl|dt|dd|svg|path|rect|circle|button)$/;
      for (const row of drawn) {
        expect([...row.querySelectorAll('*')].filter(({ localName }) => !allowed.test(localName))).to.have.length(0);
      }
      for (const text of hostileTexts) rows.update(text, filled(harmless));
      await frame();
      // A picture that did not load is hidden, some time.
      const shapes = new Set(drawn.map((row) => structure(row).replaceAll(' hidden', '')));
      expect([...shapes]).to.have.length(1);
      for (const text of hostileTexts.slice(1)) rows.move(text, harmless);
      for (const text of hostileTexts) rows.remove(text);
      await until(() => parts(element, 'row').length === 1);
      expect(wentOff()).to.deep.equal([]);
    });
  }

  it('are nothing but text in columns of any name', async () => {
    const { element, rows } = await mount('live-list', 'table="anything"');
    const named = (name: string): AnyRow =>
      JSON.parse(`{"id":${JSON.stringify(name)},"name":"x",${JSON.stringify(name)}:"${harmless}"}`) as AnyRow;
    rows.show([harmless, ...hostileTexts].map(named));
    const drawn = parts(element, 'row');
    expect(new Set(drawn.map(structure)).size).to.equal(1);
    const partsOf = (name: string): string => (/^[\w-]+$/.test(name) ? `field field-${name} ${name}` : 'field');
    expect(drawn.map((row) => row.querySelector('dd')!.getAttribute('part'))).to.deep.equal(
      [harmless, ...hostileTexts].map(partsOf),
    );
    const names = drawn.map((row) => row.querySelector('dt')!.textContent);
    expect(names.map((name) => name.toLowerCase())).to.deep.equal(
      [harmless, ...hostileTexts].map((name) => name.replaceAll('_', ' ').toLowerCase()),
    );
    expect(wentOff()).to.deep.equal([]);
  });

  it('are links where following one can run nothing, and those stay', async () => {
    const { element, rows } = await mount('live-attachment-list', 'ticket-id="t1"');
    const addresses = [
      'https://files.example/a',
      '/files/a',
      'a b?c#d',
      'mailto:a@b.example',
      'tel:+44',
      'javascript:x',
    ];
    rows.show(addresses.map((url, index) => sampleRow('attachments', `a-${index}`, { url })));
    const links = parts(element, 'row').map((row) => row.querySelector('a')?.getAttribute('href') ?? null);
    expect(links).to.deep.equal([...addresses.slice(0, -1), null]);
    expect(parts(element, 'row')[0]!.querySelector('a')!.rel).to.equal('noopener noreferrer');
  });
});
