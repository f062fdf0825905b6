/** Attached images are shown small; everything else, and what does not load, by its sign. */
import { expect } from '@open-wc/testing';
import '../../components/attachment-list/attachment-list.ts';
import { clearPage, mount, parts, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';

const dot = '/test/components/no-such-picture.png';

describe('pictures of attachments', () => {
  afterEach(clearPage);

  it('are those of images with a safe address, fetched when near', async () => {
    const { element, rows } = await mount('live-attachment-list', 'ticket-id="t1"');
    rows.show([
      sampleRow('attachments', 'image', { url: dot }),
      sampleRow('attachments', 'text', { url: dot, mime_type: 'text/plain' }),
      sampleRow('attachments', 'unsafe', { url: 'javascript:alert(1)' }),
    ]);
    await element.updateComplete;
    const images = parts(element, 'icon').map((icon) => icon.querySelector('img'));
    expect(images.map((image) => image?.getAttribute('src') ?? null)).to.deep.equal([dot, null, null]);
    expect([images[0]!.loading, images[0]!.alt]).to.deep.equal(['lazy', '']);
    await until(() => images[0]!.hidden);
    expect(parts(element, 'icon')[0]!.querySelector('svg')!.checkVisibility()).to.equal(true);
  });
});
