/** The page's one Trusted Types policy: made once whatever the number of copies, and the end of the script only where nothing could be drawn. */
import assert from 'node:assert/strict';
import { after, afterEach, it, mock } from 'node:test';
import { templatePolicy } from '../../../src/page/trusted-types.ts';

const made: { name: string; rules: { createHTML: (text: string) => string } }[] = [];
const factory = {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }) {
    // As the browser does where the list does not say 'allow-duplicates'.
    if (made.some((policy) => policy.name === name)) throw new TypeError(`Policy with name "${name}" already exists.`);
    const policy = { name, rules };
    made.push(policy);
    return policy;
  },
};
const refusing = {
  createPolicy(name: string): object {
    throw new TypeError(`Policy "${name}" disallowed.`);
  },
};

afterEach(() => mock.restoreAll());

/** How a page takes HTML from a script: a browser with Trusted Types required throws. */
function pageTakesHtml(takes: boolean): void {
  const parseFromString = (): void => {
    if (!takes) throw new TypeError("This document requires 'TrustedHTML' assignment.");
  };
  Object.assign(globalThis, {
    DOMParser: class {
      readonly parseFromString = parseFromString;
    },
  });
}

after(() => Reflect.deleteProperty(globalThis, 'DOMParser'));

it('where the page allows none and needs none, says what to allow and goes on without', () => {
  pageTakesHtml(true);
  const error = mock.method(console, 'error', () => undefined);
  assert.equal(templatePolicy(refusing), undefined);
  assert.match(String(error.mock.calls[0]?.arguments[0]), /"trusted-types livetags"\. \[livetags: trusted-types\]$/);
});

it('where the page allows none and needs one, ends with what to allow: nothing could be drawn', () => {
  pageTakesHtml(false);
  assert.throws(() => templatePolicy(refusing), /"trusted-types livetags"\. \[livetags: trusted-types\]$/);
});

it('is made once, under the name to allow, and handed to every copy that asks', () => {
  const policy = templatePolicy(factory);
  assert.equal(templatePolicy(factory), policy);
  assert.equal(templatePolicy(refusing), policy);
  assert.deepEqual(
    made.map(({ name }) => name),
    ['livetags'],
  );
  assert.equal(made[0]!.rules.createHTML('<b>as it is</b>'), '<b>as it is</b>');
});
