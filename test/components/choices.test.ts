/** Attributes that know a few words: what they do, and what becomes of a word they do not know. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Problem } from '../../src/domain/status.ts';
import { clearPage, mount, part } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

describe('density', () => {
  afterEach(clearPage);

  it('brings rows closer, by attribute and by property, and back', async () => {
    const { element, rows } = await mount('live-product-list', 'density="compact"');
    rows.show(sampleRows('products', 2));
    await element.updateComplete;
    const height = (): number => part(element, 'row')!.getBoundingClientRect().height;
    const compact = height();
    expect(element.matches(':state(compact)')).to.equal(true);
    element.density = 'cosy';
    await element.updateComplete;
    expect(element.matches(':state(compact)')).to.equal(false);
    expect(height()).to.be.above(compact * 1.3);
    expect(element.getAttribute('density')).to.equal('compact');
  });
});

describe('a word an attribute does not know', () => {
  afterEach(clearPage);

  it('counts as the usual one and is told once, with the words there are', async () => {
    for (const [name, value, known] of [
      ['density', 'dense', 'cosy, compact'],
      ['highlight', 'no', 'on, off'],
      ['announce', 'all', 'off, summary, items'],
    ] as const) {
      const { element, rows } = await mount('live-ticket-feed');
      const told: Problem[] = [];
      element.addEventListener('live-error', (event) => told.push(event.detail));
      element.setAttribute(name, value);
      await element.updateComplete;
      rows.show(sampleRows('tickets', 2));
      rows.insert(sampleRow('tickets', 'new'), 'row-0');
      element.requestUpdate();
      await element.updateComplete;
      expect(told.map(({ code }) => code)).to.deep.equal(['unknown-word']);
      expect(told[0]!.message).to.include(`${name}="${value}"`);
      expect(told[0]!.remedy).to.include(known);
      expect(element.matches(':state(compact)')).to.equal(false);
    }
  });
});
