/** Which attributes data may fill, and with what. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attributeRule, attributeValue } from '../../../src/template/attributes.ts';
import { parseBindings } from '../../../src/template/binding.ts';

describe('attributes from data', () => {
  it('are refused where they could hold script, styles, or the address of code', () => {
    const refused = [
      ['div', 'onclick'],
      ['div', 'ONCLICK'.toLowerCase()],
      ['live-list', 'onfocus'],
      ['div', 'style'],
      ['live-list', 'style'],
      ['iframe', 'srcdoc'],
      ['iframe', 'src'],
      ['script', 'src'],
      ['embed', 'src'],
      ['object', 'data'],
      ['link', 'href'],
      ['base', 'href'],
      ['use', 'href'],
      ['a', 'xlink:href'],
      ['form', 'action'],
      ['button', 'formaction'],
      ['img', 'srcset'],
      ['animate', 'to'],
      ['meta', 'content'],
      ['a', 'target'],
      ['div', 'part'],
      ['div', 'is'],
      ['div', 'data-text'],
      ['div', 'data-attr'],
      ['live-provider', 'url'],
      ['live-provider', 'api-key'],
      ['live-provider', 'token-url'],
    ] as const;
    for (const [element, name] of refused) assert.equal(attributeRule(element, name), null, `${element} ${name}`);
  });

  it('are let through where they are of use', () => {
    assert.equal(attributeRule('a', 'href'), 'link');
    assert.equal(attributeRule('img', 'src'), 'picture');
    assert.equal(attributeRule('video', 'poster'), 'picture');
    assert.equal(attributeRule('img', 'alt'), 'text');
    assert.equal(attributeRule('time', 'datetime'), 'text');
    assert.equal(attributeRule('progress', 'value'), 'text');
    assert.equal(attributeRule('div', 'aria-label'), 'text');
    assert.equal(attributeRule('div', 'data-status'), 'text');
    assert.equal(attributeRule('live-comment-thread', 'ticket-id'), 'text');
    assert.equal(attributeRule('video-player', 'poster-url'), 'link');
  });

  it('hold only addresses that run nothing', () => {
    for (const bad of [
      'javascript:alert(1)',
      ' java\tscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:x',
      'file:///x',
    ]) {
      assert.equal(attributeValue('link', 'href', bad), null, bad);
      assert.equal(attributeValue('picture', 'src', bad), null, bad);
    }
    assert.equal(attributeValue('link', 'href', 'mailto:a@b.example'), 'mailto:a@b.example');
    assert.equal(attributeValue('picture', 'src', 'tel:1'), null);
    assert.equal(attributeValue('link', 'href', '/a?b#c'), '/a?b#c');
  });

  it('are not there for null and false, but say false where that is a value', () => {
    assert.equal(attributeValue('text', 'hidden', false), null);
    assert.equal(attributeValue('text', 'hidden', true), '');
    assert.equal(attributeValue('text', 'aria-busy', false), 'false');
    assert.equal(attributeValue('text', 'data-open', true), 'true');
    assert.equal(attributeValue('text', 'title', null), null);
    assert.equal(attributeValue('text', 'value', 0), '0');
  });
});

describe('bindings of an element', () => {
  const parse = (localName: string, attributes: Record<string, string>) =>
    parseBindings({ localName, getAttribute: (name) => attributes[name] ?? null });

  it('are several attributes and parts, with blanks as one likes', () => {
    const { bindings, mistakes } = parse('a', {
      'data-if': '!gone',
      'data-text': 'title',
      'data-attr': 'href:url; title: at | date:long ;',
      'data-part-if': 'urgent:late; status:status-*',
    });
    assert.deepEqual(mistakes, []);
    assert.deepEqual(
      bindings.map((binding) => (binding.kind === 'attribute' ? `${binding.kind} ${binding.name}` : binding.kind)),
      ['if', 'text', 'attribute href', 'attribute title', 'part-if'],
    );
  });

  it('that make no sense are said, each with what to write, and the others stay', () => {
    const { bindings, mistakes } = parse('div', {
      'data-if': 'a > b',
      'data-text': 'f(x) y',
      'data-attr': 'onclick:name; title:name; href; style:name',
      'data-part-if': 'urgent; a:1x',
    });
    assert.equal(bindings.length, 1);
    assert.equal(mistakes.length, 7);
    assert.match(mistakes.join('\n'), /Data may not fill the attribute "onclick" of <div>/);
    assert.match(mistakes.join('\n'), /Data may not fill the attribute "style" of <div>/);
  });
});
