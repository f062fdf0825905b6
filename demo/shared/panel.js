/**
 * <demo-panel>: the demo's control panel. It makes the shop busy, breaks what the page depends on, and reads aloud what
 * the provider says meanwhile. It is no part of livetags, and needs the server behind `npm start`.
 */
import './appearance.js';
import './readout.js';

const tables = ['products', 'customers', 'acquisitions', 'interactions', 'tickets', 'comments', 'attachments'];

class DemoPanel extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const table = this.getAttribute('table') ?? 'products';
    this.innerHTML = `
      <demo-readout></demo-readout>
      <section aria-labelledby="panel-activity">
        <h2 id="panel-activity">Other people at work</h2>
        <div class="buttons" data-group="activity">
          <button data-rate="0">Off</button><button data-rate="1">1 a second</button
          ><button data-rate="20">20 a second</button>
        </div>
        <select aria-label="Table">${tables.map((name) => `<option ${name === table ? 'selected' : ''}>${name}</option>`).join('')}</select>
        <div class="buttons">
          <button data-row="insert">Insert one</button><button data-row="update">Update one</button
          ><button data-row="delete">Delete one</button>
        </div>
      </section>
      <section aria-labelledby="panel-faults">
        <h2 id="panel-faults">Pull the plug</h2>
        <div class="buttons">
          <button data-fault="cut">Cut the connection</button
          ><button data-fault="backend">Stop the backend</button
          ><button data-fault="token">Expire the token</button>
        </div>
        <output></output>
      </section>
      <demo-appearance></demo-appearance>`;
    this.addEventListener('click', ({ target }) => void this.press(target.closest('button')));
    void this.ask('state');
  }

  async press(button) {
    const { rate, row, fault } = button?.dataset ?? {};
    if (rate) await this.ask('activity', { perSecond: Number(rate) });
    if (row) await this.ask('rows', { action: row, table: this.querySelector('select').value });
    if (fault === 'token') await this.ask('faults', { expireTokens: true });
    if (fault === 'backend') await this.ask('backend', { action: this.state.backend === 'stopped' ? 'start' : 'stop' });
    if (fault === 'cut') await this.ask('connection', { cut: !this.state.cut });
  }

  /** Asks the demo's server, and shows what it says of itself. */
  async ask(name, body) {
    const output = this.querySelector('output');
    // Starting a backend takes a moment.
    const buttons = this.querySelectorAll('[data-fault]');
    for (const button of buttons) button.disabled = true;
    try {
      const answer = await fetch(name, body && { method: 'POST', body: JSON.stringify(body) });
      const state = await answer.json();
      output.textContent = state.error ?? '';
      if (!state.error) this.show(state);
    } catch {
      output.textContent = 'The demo has ended.';
    }
    for (const button of buttons) button.disabled = false;
  }

  show(state) {
    this.state = state;
    for (const button of this.querySelectorAll('[data-rate]')) {
      button.setAttribute('aria-pressed', String(Number(button.dataset.rate) === state.activity.perSecond));
    }
    const [cut, backend, token] = this.querySelectorAll('[data-fault]');
    const stopped = state.backend === 'stopped';
    backend.textContent = stopped ? 'Start the backend' : 'Stop the backend';
    cut.textContent = state.cut ? 'Mend the connection' : 'Cut the connection';
    backend.classList.toggle('primary', stopped);
    cut.classList.toggle('primary', state.cut);
    cut.hidden = token.hidden = stopped;
  }
}

customElements.define('demo-panel', DemoPanel);
