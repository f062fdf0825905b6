/** <demo-readout>: the provider's status and counts, and when each list was last verified, as it happens. */
const counts = {
  eventsReceived: 'Events received',
  eventsApplied: 'Events applied',
  reconnects: 'Reconnects',
  verifications: 'Verifications',
  audits: 'Audits',
  repairs: 'Repairs',
};

const rowLists =
  'live-product-list, live-customer-list, live-acquisition-list, live-interaction-list, live-ticket-feed, ' +
  'live-comment-thread, live-attachment-list';

class DemoReadout extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.innerHTML = `
      <section aria-labelledby="readout-provider">
        <h2 id="readout-provider">The provider says</h2>
        <div class="status"></div>
        <dl>${Object.entries(counts)
          .map(([name, label]) => `<dt>${label}</dt><dd data-count="${name}"></dd>`)
          .join('')}</dl>
      </section>
      <section aria-labelledby="readout-lists">
        <h2 id="readout-lists">The lists say</h2>
        <table>
          <thead><tr><th>List</th><th>Rows</th><th>Status</th><th>Verified</th></tr></thead>
          <tbody></tbody>
        </table>
      </section>`;
    this.provider = document.querySelector('live-provider');
    this.lists = [...document.querySelectorAll(rowLists)];
    this.querySelector('tbody').append(...this.lists.map((list) => this.line(list)));
    for (const type of ['live-status-change', 'live-event', 'live-gap'])
      this.provider.addEventListener(type, () => this.soon());
    for (const list of this.lists) list.addEventListener('live-synced', () => this.soon());
    // Ages and the countdown grow without an event.
    setInterval(() => this.soon(), 1000);
    this.show();
  }

  line(list) {
    const line = document.createElement('tr');
    line.innerHTML = '<th></th><td></td><td></td><td><bdi></bdi></td>';
    line.firstChild.textContent = list.dataset.name ?? list.localName.replace('live-', '');
    return line;
  }

  /** However many events a frame brings, the panel is written once. */
  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.show();
    });
  }

  show() {
    const { status, nextRetryAt, stats, error } = this.provider;
    const seconds = nextRetryAt ? Math.max(0, Math.ceil((nextRetryAt - Date.now()) / 1000)) : null;
    write(
      this.querySelector('.status'),
      `${status ?? '…'}${seconds === null ? '' : `, next try in ${seconds} s`}${error ? `: ${error.code}` : ''}`,
    );
    for (const place of this.querySelectorAll('[data-count]')) write(place, stats?.[place.dataset.count] ?? 0);
    const lines = this.querySelectorAll('tbody tr');
    this.lists.forEach((list, index) => {
      const [, rows, state, verified] = lines[index].children;
      write(rows, list.rows?.length ?? 0);
      write(state, list.status ?? '…');
      write(verified.firstChild, list.verifiedAt ? `${Math.round((Date.now() - list.verifiedAt) / 1000)} s ago` : '–');
    });
  }
}

function write(place, value) {
  if (place.textContent !== String(value)) place.textContent = value;
}

customElements.define('demo-readout', DemoReadout);
