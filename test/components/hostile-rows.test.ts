/** Rows come from a database that anybody may write to: nothing in them runs, and nothing in them breaks a list. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { clearPage, mount, part, parts } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';

const markup = '<img src=x onerror="window.hostileRan = true"><script>window.hostileRan = true</script>';

const lists = {
  'live-product-list': 'products',
  'live-customer-list': 'customers',
  'live-acquisition-list': 'acquisitions',
  'live-interaction-list': 'interactions',
  'live-ticket-feed': 'tickets',
  'live-comment-thread': 'comments',
  'live-attachment-list': 'attachments',
} as const;

type ListTag = keyof typeof lists;

describe('hostile rows', () => {
  afterEach(clearPage);

  for (const [tag, table] of Object.entries(lists) as [ListTag, string][]) {
    it(`${tag} shows markup as text`, async () => {
      const { element, rows } = await mount(tag, 'ticket-id="t1"');
      const fields = Object.keys(sampleRow(table, 'x')).filter((name) => name !== 'id');
      rows.show([sampleRow(table, 'x', Object.fromEntries(fields.map((name) => [name, markup])))]);
      const row = part(element, 'row')!;
      expect(row.querySelector('script')).to.equal(null);
      expect([...row.querySelectorAll('img')].filter((image) => image.hasAttribute('onerror'))).to.have.length(0);
      expect(row.textContent).to.include('<script>');
      expect('hostileRan' in window).to.equal(false);
    });

    it(`${tag} draws rows with nothing, and with everything of the wrong kind`, async () => {
      const { element, rows } = await mount(tag, 'ticket-id="t1"');
      const fields = Object.keys(sampleRow(table, 'x')).filter((name) => name !== 'id');
      const filled = (value: unknown): object => Object.fromEntries(fields.map((name) => [name, value]));
      const wrong = [null, undefined, 'Infinity', -1, Number.NaN, true, {}, [], 'not a date', '𝔘'.repeat(500)];
      rows.show([{ id: 'bare' }, ...wrong.map((value, index) => sampleRow(table, `wrong-${index}`, filled(value)))]);
      expect(parts(element, 'row')).to.have.length(wrong.length + 1);
      expect(part(element, 'row')!.textContent).not.to.match(/undefined|null|NaN|\[object/);
      await element.updateComplete;
      expect(element.status).to.equal('live');
    });
  }

  it('links only where following one cannot run anything', async () => {
    const { element, rows } = await mount('live-attachment-list', 'ticket-id="t1"');
    const addresses = [
      'javascript:alert(1)',
      ' JaVa\tScRiPt:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'blob:https://a/b',
      'file:///etc/passwd',
      'https://files.example/a',
      '/files/a',
      'mailto:a@b.example',
    ];
    rows.show(addresses.map((url, index) => sampleRow('attachments', `a-${index}`, { url })));
    const links = parts(element, 'row').map((row) => row.querySelector('a')?.getAttribute('href') ?? null);
    expect(links).to.deep.equal([
      ...Array.from({ length: 6 }, () => null),
      'https://files.example/a',
      '/files/a',
      'mailto:a@b.example',
    ]);
    const outside = parts(element, 'row')[6]!.querySelector('a')!;
    expect(outside.rel).to.equal('noopener noreferrer');
  });

  it('puts no part of its own into the part names', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show([sampleRow('tickets', 'x', { status: 'a list new-rows', priority: 'error retry' })]);
    expect(part(element, 'row')!.getAttribute('part')).to.equal('row');
    expect(part(element, 'status')!.getAttribute('part')).to.equal('field field-status status row-badge');
  });

  it('takes pictures only from the web, and hides what does not load', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show([
      sampleRow('products', 'data', { image_url: 'data:image/svg+xml,<svg/>' }),
      sampleRow('products', 'missing', { image_url: '/no-such-picture.png' }),
    ]);
    const [refused, missing] = parts(element, 'image_url');
    expect(refused!.querySelector('img')).to.equal(null);
    expect(refused!.textContent.trim()).to.equal('DL');
    const image = missing!.querySelector('img')!;
    image.loading = 'eager';
    if (!image.hidden) await new Promise((resolve) => image.addEventListener('error', resolve, { once: true }));
    expect(image.checkVisibility()).to.equal(false);
  });
});
