/** Relative times in templates go on with the page's one ticker, and only where a template shows any. */
import { expect } from '@open-wc/testing';
import { RowLayout } from '../../components/shared/rows/row-layout.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { englishReader } from '../support/reader.ts';
import { clearPage, put } from '../support/page.ts';

describe('time in templates', () => {
  afterEach(clearPage);

  function layout(template: string) {
    const clock = new ManualClock();
    const state = { repaints: 0 };
    const host = put(`<div><template>${template}</template></div>`);
    const rows = new RowLayout<object>({
      host,
      clock: () => clock,
      context: () => englishReader(clock.now()),
      own: () => 'own',
      changed: () => (state.repaints += 1),
    });
    rows.use('', null);
    state.repaints = 0;
    const place = document.createElement('div');
    const row = { at: clock.now(), name: 'x' };
    const draw = () => {
      rows.draw(row, place, null);
      return place.textContent;
    };
    return { clock, rows, draw, state };
  }

  it('ages are painted again as they grow', () => {
    const { clock, rows, draw, state } = layout('<time data-text="at | relative"></time>');
    expect(draw()).to.equal('now');
    clock.pass(3 * 60_000);
    rows.tick();
    expect(state.repaints).to.equal(1);
    expect(draw()).to.equal('3 minutes ago');
    rows.stop();
  });

  it('rows without an age are left alone', () => {
    const { rows, draw, state } = layout('<b data-text="name | term"></b>');
    expect(draw()).to.equal('X');
    rows.tick();
    expect(state.repaints).to.equal(0);
    rows.stop();
  });
});
