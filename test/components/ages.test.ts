/** Ages grow while nobody touches the row, and a change of the row still shows. */
import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { age, tellAges } from '../../components/shared/rows/age.ts';
import { englishReader } from '../support/reader.ts';

const minute = 60_000;
const born = Date.UTC(2026, 10, 1);
const bornText = new Date(born).toISOString();

describe('ages', () => {
  let place: HTMLElement;
  beforeEach(() => document.body.append((place = document.createElement('div'))));
  afterEach(() => place.remove());

  const draw = (moment: unknown, now: number): unknown =>
    render(html`<time data-age ${age(moment, englishReader(now))}>&#8203;</time>`, place);
  const time = (): HTMLTimeElement => place.querySelector('time')!;

  it('say when exactly beside how long ago', () => {
    draw(bornText, born + minute);
    expect(time().textContent).to.equal('1 minute ago');
    expect(time().dateTime).to.equal(bornText);
    expect(time().title).to.match(/2026/);
  });

  it('are brought up to date, writing only those that read differently', () => {
    draw(bornText, born + minute);
    const observer = new MutationObserver(() => {});
    observer.observe(place, { subtree: true, childList: true, characterData: true });
    tellAges(place, 'en', born + 1.5 * minute);
    expect(observer.takeRecords()).to.have.length(0);
    tellAges(place, 'en', born + 2 * minute);
    expect(time().textContent).to.equal('2 minutes ago');
    observer.disconnect();
  });

  it('do not fall behind when the row is drawn again', () => {
    draw(bornText, born + minute);
    tellAges(place, 'en', born + 2 * minute);
    const later = new Date(born + minute).toISOString();
    // The same words as were drawn first, while others stand there now.
    draw(later, born + 2 * minute);
    expect(time().textContent).to.equal('1 minute ago');
  });

  it('of what is no time show it as it is, and stay so', () => {
    draw('someday', born);
    tellAges(place, 'en', born + 10 * minute);
    expect(time().textContent).to.equal('someday');
    expect(time().hasAttribute('datetime')).to.equal(false);
  });
});
