/**
 * <demo-sign-in>: signs in to the demo's backend as one of its seeded users, and gives the provider what it needs: a
 * function that answers an access token whenever it wants one.
 */
import { signIn } from './supabase.js';

const people = [
  { name: 'Staff', email: 'staff@demo.test' },
  { name: 'Partner Brightdesk', email: 'partner-a@demo.test' },
  { name: 'Partner Kontor Nord', email: 'partner-b@demo.test' },
];

/** Kept for the tab, so that going from page to page does not sign out. */
const kept = 'livetags-demo-email';

/** The lists that say why nothing is in them while nobody is signed in: by their slot for errors. */
const privateLists = () => document.querySelectorAll('.private');

class DemoSignIn extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.innerHTML = `
      <form>
        <label>Who <select name="who">
          ${people.map(({ name, email }) => `<option value="${email}">${name}</option>`).join('')}
        </select></label>
        <label>E-mail <input name="email" type="email" required autocomplete="off"></label>
        <label>Password <input name="password" type="password" value="livetags-demo" required autocomplete="off"></label>
        <button class="primary">Sign in</button>
        <button type="button" name="out">Sign out</button>
        <output></output>
      </form>`;
    const form = this.querySelector('form');
    const { who, email, out } = form.elements;
    const remembered = sessionStorage.getItem(kept);
    email.value = remembered ?? who.value;
    if (remembered) who.value = remembered;
    who.addEventListener('change', () => {
      email.value = who.value;
      form.requestSubmit();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.signIn();
    });
    out.addEventListener('click', () => this.signOut());
    // Before the provider is defined (the pages load this script first), so that it begins as the right reader.
    if (remembered) this.use(remembered, form.elements.password.value);
    else this.signOut();
  }

  get provider() {
    return document.querySelector('live-provider');
  }

  async signIn() {
    const { email, password } = this.querySelector('form').elements;
    try {
      await signIn(email.value, password.value);
      this.use(email.value, password.value);
    } catch (error) {
      this.say(error.message);
    }
  }

  use(email, password) {
    // Tokens end; the provider asks for the next one in time. A real page would refresh its session here.
    this.provider.accessToken = () => signIn(email, password);
    sessionStorage.setItem(kept, email);
    this.querySelector('form').elements.out.disabled = false;
    for (const list of privateLists()) {
      list.classList.remove('signed-out');
      list.querySelector('[slot=error]')?.remove();
    }
    this.say(`Signed in as ${email}.`);
  }

  signOut() {
    this.provider.accessToken = null;
    sessionStorage.removeItem(kept);
    this.querySelector('form').elements.out.disabled = true;
    for (const list of privateLists()) {
      if (list.classList.contains('signed-out')) continue;
      list.classList.add('signed-out');
      list.insertAdjacentHTML('beforeend', '<span slot="error">Sign in to see this.</span>');
    }
    this.say('Not signed in: active products are all one may see.');
  }

  say(text) {
    this.querySelector('output').textContent = text;
  }
}

customElements.define('demo-sign-in', DemoSignIn);
