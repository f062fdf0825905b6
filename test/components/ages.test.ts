/** Ages grow while nobody touches the row, and a change of the row still shows. */
import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { age, tellAges } from '../../components/shared/rows/fields.ts';
import { englishReader } from '../support/reader.ts';

const minute = 60_000;
const born = Date.UTC(2026, 10, 1);
const bornText = new Date(born).toISOString();

describe('ages', () => {
  let place: HTMLElement;
  beforeEach(() => document.body.append((place = document.createElement('div'))));
  afterEach(() => place.remove());

  const time = (): HTMLTimeElement => place.querySelector('time')!;

  it('say when exactly beside how long ago', () => {
    render(age('created_at', bornText, englishReader(born + minute)), place);
    expect(time().textContent).to.equal('1 minute ago');
    expect(time().dateTime).to.equal(bornText);
    expect(time().title).to.match(/2026/);
    expect(time().getAttribute('part')).to.equal('field field-created_at created_at');
  });

  it('are brought up to date, writing only those that read differently', () => {
    render(age('created_at', bornText, englishReader(born + minute)), place);
    const observer = new MutationObserver(() => {});
    observer.observe(place, { subtree: true, childList: true, characterData: true });
    tellAges(place, 'en', born + 1.5 * minute);
    expect(observer.takeRecords()).to.have.length(0);
    tellAges(place, 'en', born + 2 * minute);
    expect(time().textContent).to.equal('2 minutes ago');
    observer.disconnect();
  });

  it('do not fall behind when the row is drawn again', () => {
    render(age('created_at', bornText, englishReader(born + minute)), place);
    tellAges(place, 'en', born + 2 * minute);
    const later = new Date(born + minute).toISOString();
    // The same words as were drawn first, while others stand there now.
    render(age('created_at', later, englishReader(born + 2 * minute)), place);
    expect(time().textContent).to.equal('1 minute ago');
  });

  it('of what is no time show it as it is, and stay so', () => {
    render(age('created_at', 'someday', englishReader(born)), place);
    tellAges(place, 'en', born + 10 * minute);
    expect(time().textContent).to.equal('someday');
    expect(time().hasAttribute('datetime')).to.equal(false);
  });
});
