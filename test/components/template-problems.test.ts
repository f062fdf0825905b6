/** What authors and data get wrong: said once, in words that help, and the rows are shown all the same. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import type { Problem } from '../../src/domain/status.ts';
import { registerFormat } from '../../src/template/format-registry.ts';
import { clearPage, part, parts, put, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import { ManualClock } from '../support/manual-clock.ts';
import type { TestProvider } from '../support/test-provider.ts';

async function withTemplate(template: string) {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => warnings.push(text);
  const provider = put<TestProvider>('<test-provider></test-provider>');
  const list = document.createElement('live-product-list');
  const problems: Problem[] = [];
  list.addEventListener('live-error', (event) => problems.push(event.detail));
  list.innerHTML = template && `<template>${template}</template>`;
  provider.append(list);
  await until(() => provider.connection.queries.length > 0);
  return { list, rows: provider.connection.queries[0]!, problems, warnings, done: () => (console.warn = warn) };
}

const hostile = '<img src=x onerror="window.templateRan = true"><script>window.templateRan = true</script>';

describe('a template', () => {
  afterEach(clearPage);

  it('with unknown fields says all of them once, and the fields there are', async () => {
    const { list, rows, problems, warnings, done } = await withTemplate(
      '<b data-text="prise"></b><i data-if="!sold"></i><u data-text="name"></u>',
    );
    rows.show(sampleRows('products', 3));
    rows.update('row-1', { name: 'Other' });
    done();
    expect(problems.map(({ code }) => code)).to.deep.equal(['unknown-field']);
    expect(problems[0]!.message).to.include('"prise", "sold"');
    expect(problems[0]!.remedy).to.include('name, description, category, price');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/^<live-product-list>.*\[livetags: unknown-field\]$/);
    expect(parts(list, 'name').map(({ textContent }) => textContent)).to.deep.equal([
      'Desk lamp',
      'Other',
      'Desk lamp',
    ]);
    expect(list.status).to.equal('live');
  });

  it('with a script, refused attributes and bindings that make no sense says so and shows the rest', async () => {
    const { list, rows, problems, done } = await withTemplate(
      `<script>window.templateRan = true</script><svg><script>window.templateRan = true</script></svg>
       <b data-attr="onclick:name; style:name; title:name" data-text="a(b) c">kept</b>`,
    );
    rows.show([sampleRow('products', 'a', { name: 'alert(1)' })]);
    done();
    const row = part(list, 'row')!;
    expect(row.querySelectorAll('script')).to.have.length(0);
    expect('templateRan' in window).to.equal(false);
    const bound = row.querySelector('b')!;
    expect(bound.hasAttribute('onclick') || bound.hasAttribute('style')).to.equal(false);
    expect(bound.title).to.equal('alert(1)');
    expect(bound.textContent).to.equal('kept');
    expect(problems.map(({ code }) => code)).to.deep.equal(['bad-template']);
    for (const said of ['script', '"onclick"', '"style"', 'a(b) c']) expect(problems[0]!.message).to.include(said);
  });

  it('with a format that throws, or that nobody registered, shows the value and says so once', async () => {
    registerFormat('throws', () => {
      throw new Error('out of ideas');
    });
    const { list, rows, problems, done } = await withTemplate(
      '<b data-text="name | throws"></b><i data-text="name | nobodys"></i>',
    );
    rows.show(sampleRows('products', 3));
    done();
    expect(part(list, 'row')!.textContent).to.equal('Desk lampDesk lamp');
    expect(problems.map(({ code }) => code)).to.deep.equal(['unknown-format', 'format-failed']);
    expect(problems[1]!.message).to.include('"throws"').and.to.include('out of ideas');
    expect(problems[0]!.remedy).to.include('relative, date, time, number, currency, percent, bytes, term');
  });

  it('whose id does not exist is said when there was time enough, and the element draws its own rows', async () => {
    const { list, rows, problems, warnings, done } = await withTemplate('');
    const clock = new ManualClock();
    list.clock = clock;
    list.template = 'nowhere';
    await list.updateComplete;
    rows.show(sampleRows('products', 2));
    expect(parts(list, 'price')).to.have.length(2);
    expect(problems).to.deep.equal([]);
    clock.pass(3000);
    clock.pass(30_000);
    done();
    expect(problems.map(({ code }) => code)).to.deep.equal(['unknown-template']);
    expect(warnings.filter((text) => text.includes('"nowhere"'))).to.have.length(1);
    expect(parts(list, 'price')).to.have.length(2);
  });

  it('shows hostile, huge and strange values as the text they are', async () => {
    const values = [
      hostile,
      'x'.repeat(100_000),
      '👩🏽‍🚀 Ünïcødé 日本語',
      '\u202Egnp.exe \u2067עברית\u2069',
      { deep: [hostile] },
      [1, 2],
      null,
      Number.NaN,
      true,
    ];
    const { list, rows, done } = await withTemplate(
      `<p data-text="name"></p><img data-attr="src:name; alt:name"><a data-attr="href:name; title:name">x</a>
       <textarea data-text="name"></textarea><time data-text="name | relative" data-attr="datetime:name"></time>`,
    );
    rows.show(values.map((name, index) => sampleRow('products', `row-${index}`, { name })));
    done();
    const drawn = parts(list, 'row');
    expect(drawn).to.have.length(values.length);
    const shown = drawn.map((row) => row.querySelector('p')!.textContent);
    expect(shown.slice(0, 4)).to.deep.equal(values.slice(0, 4));
    expect(shown.slice(4)).to.deep.equal([JSON.stringify({ deep: [hostile] }), '[1,2]', '', '', 'true']);
    for (const row of drawn) {
      expect(row.querySelectorAll('script, [onerror]')).to.have.length(0);
      expect(row.querySelectorAll('img')).to.have.length(1);
    }
    // What turns the direction of a text must not turn that of its neighbours.
    expect(getComputedStyle(drawn[3]!.querySelector('p')!).unicodeBidi).to.equal('plaintext');
    expect('templateRan' in window).to.equal(false);
  });

  it('lets no address through that runs something', async () => {
    const { list, rows, done } = await withTemplate('<a data-attr="href:name">x</a><img data-attr="src:name">');
    const addresses = [
      'javascript:alert(1)',
      ' JaVa\tScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:x',
      '/ok',
    ];
    rows.show(addresses.map((name, index) => sampleRow('products', `row-${index}`, { name })));
    done();
    const links = parts(list, 'row').map((row) => row.querySelector('a')!.getAttribute('href'));
    expect(links).to.deep.equal([null, null, null, null, null, '/ok']);
    const pictures = parts(list, 'row').map((row) => row.querySelector('img')!.getAttribute('src'));
    expect(pictures).to.deep.equal([null, null, null, null, null, '/ok']);
  });
});
