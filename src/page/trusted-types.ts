/**
 * The one Trusted Types policy of a page with livetags in it, whatever the number of copies.
 *
 * Lit makes a policy called `lit-html` as it is imported, unguarded: where a page's Content-Security-Policy lists other
 * names, or a second copy makes it again without 'allow-duplicates', that throws and the whole script is dead. The CDN
 * build has Lit ask here instead. Only Lit's own static template texts pass through the policy, never data.
 */

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): object;
}

const policyKey = Symbol.for('livetags/trusted-types/v1');

/** The name to allow: `trusted-types livetags`. */
const policyName = 'livetags';

const refusal =
  "This page's Content-Security-Policy does not let livetags draw: add its policy to the list, " +
  '"trusted-types livetags". [livetags: trusted-types]';

/** Then no element could draw: none is defined, and what the author put into the tags stays in sight. */
function isHtmlRefused(): boolean {
  try {
    new DOMParser().parseFromString('', 'text/html');
    return false;
  } catch {
    return true;
  }
}

export function templatePolicy(factory: PolicyFactory): object | undefined {
  const page = globalThis as unknown as { [policyKey]?: object };
  try {
    return (page[policyKey] ??= factory.createPolicy(policyName, { createHTML: (text) => text }));
  } catch {
    if (isHtmlRefused()) throw new Error(refusal);
    // Nothing more is needed, so it goes on: Lit does without.
    console.error(refusal);
    return undefined;
  }
}
