/**
 * The first script of every page: keeps what goes wrong in it, for the tests to read. Classic, and served like any
 * other script, so that a page may have the strictest policy.
 */
(() => {
  const complaints = [];
  const keep = (text) => complaints.push(text);
  for (const level of ['error', 'warn']) {
    const original = console[level];
    console[level] = (...words) => {
      keep(words.map((word) => word?.stack ?? String(word)).join(' '));
      original.apply(console, words);
    };
  }
  addEventListener(
    'error',
    (event) => {
      const { target } = event;
      const failed = target instanceof Element ? `not loaded: ${target.localName}` : event.message;
      keep(failed);
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => keep(`unhandled: ${reason?.stack ?? reason}`));
  document.addEventListener('securitypolicyviolation', (event) => {
    keep(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  /** Frames are numbered, and no names. */
  const before = new Set(Object.getOwnPropertyNames(window));
  /** A symbol, so that it is none of the names it counts. */
  window[Symbol.for('recorder')] = {
    complaints,
    newGlobals: () => Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && !/^\d+$/.test(name)),
  };
})();
