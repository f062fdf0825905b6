/** <demo-appearance>: light or dark, left to right or right to left, for the whole page. */
const themes = { light: 'Light', dark: 'Dark', '': 'As the system' };
const directions = { ltr: 'Left to right', rtl: 'Right to left' };

const root = document.documentElement;
root.dataset.theme = sessionStorage.getItem('livetags-demo-theme') ?? '';
root.dir = sessionStorage.getItem('livetags-demo-direction') ?? 'ltr';

class DemoAppearance extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const buttons = (choices, name) =>
      Object.entries(choices)
        .map(([value, label]) => `<button data-${name}="${value}">${label}</button>`)
        .join('');
    this.innerHTML = `
      <section aria-labelledby="appearance">
        <h2 id="appearance">Appearance</h2>
        <div class="buttons">${buttons(themes, 'theme')}</div>
        <div class="buttons">${buttons(directions, 'direction')}</div>
      </section>`;
    this.addEventListener('click', ({ target }) => {
      const { theme, direction } = target.closest('button')?.dataset ?? {};
      if (theme !== undefined) this.keep('theme', (root.dataset.theme = theme));
      if (direction !== undefined) this.keep('direction', (root.dir = direction));
    });
    this.show();
  }

  keep(name, value) {
    sessionStorage.setItem(`livetags-demo-${name}`, value);
    this.show();
  }

  show() {
    for (const button of this.querySelectorAll('button')) {
      const { theme, direction } = button.dataset;
      const chosen = theme === undefined ? direction === root.dir : theme === root.dataset.theme;
      button.setAttribute('aria-pressed', String(chosen));
    }
  }
}

customElements.define('demo-appearance', DemoAppearance);
