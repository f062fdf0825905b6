/** Markers: elements for pages whose editor takes unknown tags away, `<div data-live="ticket-feed">`. */
import { expect } from '@open-wc/testing';
import { upgradeMarkers } from '../../components/upgrade-markers.ts';
import { clearPage, put, until } from '../support/page.ts';

const ends: (() => void)[] = [];

/** Nothing is defined here: an element is known by its name and what it was given. */
function upgraded(markup: string): HTMLElement {
  const place = put('<div></div>');
  place.innerHTML = markup;
  ends.push(upgradeMarkers(place));
  return place;
}

function given(element: Element): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}

describe('a marker', () => {
  const warnings: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    warnings.length = 0;
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(() => {
    console.warn = warn;
    for (const end of ends.splice(0)) end();
    clearPage();
  });

  it('becomes the element it names, with its attributes and what stands in it', () => {
    const place = upgraded(
      '<div data-live="ticket-feed" class="wide" id="feed" data-limit="20" data-group-by="status" data-paused>The <b>list</b></div>',
    );
    const [feed] = place.children;
    expect(feed!.localName).to.equal('live-ticket-feed');
    expect(given(feed!)).to.deep.equal({ class: 'wide', id: 'feed', limit: '20', 'group-by': 'status', paused: '' });
    expect(feed!.innerHTML).to.equal('The <b>list</b>');
    expect(place.children).to.have.length(1);
  });

  it('is found inside another, when it comes later, and when its name is the whole tag', async () => {
    const place = upgraded(
      '<div data-live="provider" data-page=""><p><span data-live="live-status-dot"></span></p></div>',
    );
    expect(place.querySelector('live-provider > p > live-status-dot')).not.to.equal(null);
    const late = document.createElement('section');
    late.innerHTML = '<div data-live="list" data-table="courses"></div>';
    place.append(late);
    await until(() => place.querySelector('section > live-list[table=courses]'));
    const itself = document.createElement('div');
    itself.dataset['live'] = 'count';
    place.append(itself);
    await until(() => place.querySelector('live-count'));
    expect(place.querySelector('[data-live]')).to.equal(null);
  });

  it('makes no script, style or signed-in request of what a sanitizer left as data', () => {
    const place = upgraded(
      '<div data-live="list" data-onclick="alert(1)" data-ONFOCUS="alert(2)" data-style="position:fixed" data-token-url="/leave" data-table="x"></div>',
    );
    expect(given(place.firstElementChild!)).to.deep.equal({ table: 'x' });
  });

  it('of no element stays as it is, and the author is told which there are', () => {
    const place = upgraded('<div data-live="ticket-fed">Fallback</div>');
    expect(place.innerHTML).to.equal('<div data-live="ticket-fed">Fallback</div>');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(
      /no element "ticket-fed"\. There are: provider, .*ticket-feed.*\[livetags: bad-attribute\]$/,
    );
  });

  it('is left alone once the search has ended', async () => {
    const place = upgraded('');
    ends.splice(0).forEach((end) => end());
    place.innerHTML = '<div data-live="list"></div>';
    const other = upgraded('');
    other.innerHTML = '<div data-live="value"></div>';
    await until(() => other.querySelector('live-value'));
    expect(place.innerHTML).to.equal('<div data-live="list"></div>');
  });
});
