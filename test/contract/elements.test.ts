/** What every element keeps to, whatever it shows. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { clearPage, keys, part, put, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { type TestProvider } from '../support/test-provider.ts';
import { rowTags, tags } from './tags.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean> } & Record<string, unknown>;
interface AnyClass extends CustomElementConstructor {
  readonly elementProperties: ReadonlyMap<string, { attribute?: string | boolean; type?: unknown }>;
}

/** Text each kind of attribute could hold, and the property value it means. */
function sampleValue(type: unknown): { attribute: string; property: unknown } {
  if (type === Boolean) return { attribute: '', property: true };
  if (type === Number) return { attribute: '7', property: 7 };
  if (type === Object) return { attribute: '{"empty":"sample"}', property: { empty: 'sample' } };
  return { attribute: 'sample', property: 'sample' };
}

function attributesOf(name: string): { attribute: string; property: string; type: unknown }[] {
  const { elementProperties } = customElements.get(name) as AnyClass;
  return [...elementProperties]
    .filter(([, { attribute }]) => attribute !== false)
    .map(([property, { attribute, type }]) => ({
      attribute: typeof attribute === 'string' ? attribute : property.toLowerCase(),
      property,
      type,
    }));
}

/** The element's class under a name that nothing has yet, to watch it being upgraded. */
let renamed = 0;
function unborn(name: string): { tag: string; define: () => void } {
  renamed += 1;
  const tag = `${name}-unborn-${renamed}`;
  const heir = class extends (customElements.get(name) as CustomElementConstructor) {};
  return { tag, define: () => customElements.define(tag, heir) };
}

describe('every element', () => {
  afterEach(clearPage);

  for (const { name } of tags) {
    describe(name, () => {
      it('can be made by itself, without attributes or children of its own', () => {
        const element = document.createElement(name);
        expect(element.attributes).to.have.length(0);
        expect(element.childNodes).to.have.length(0);
      });

      it('takes attributes and properties alike, before and after its upgrade', async () => {
        for (const { attribute, property, type } of attributesOf(name)) {
          const sample = sampleValue(type);
          const { tag, define } = unborn(name);
          const byAttribute = document.createElement(tag) as AnyElement;
          byAttribute.setAttribute(attribute, sample.attribute);
          const byProperty = document.createElement(tag) as AnyElement;
          byProperty[property] = sample.property;
          const place = put('<section></section>');
          place.append(byAttribute, byProperty);
          define();
          const later = document.createElement(tag) as AnyElement;
          place.append(later);
          later.setAttribute(attribute, sample.attribute);
          await byProperty.updateComplete;
          const values = [byAttribute, byProperty, later].map((element) => element[property]);
          expect(values, property).to.deep.equal([sample.property, sample.property, sample.property]);
          place.remove();
        }
      });

      it('is hidden by `hidden`', async () => {
        const provider = put<TestProvider>(`<test-provider><${name} hidden>inside</${name}></test-provider>`);
        const element = provider.firstElementChild as AnyElement;
        await element.updateComplete;
        expect(getComputedStyle(element).display).to.equal('none');
        expect(element.checkVisibility()).to.equal(false);
      });

      it('adds nothing to its own attributes', async () => {
        const provider = put<TestProvider>(`<test-provider><${name}></${name}></test-provider>`);
        const element = provider.firstElementChild as AnyElement;
        await element.updateComplete;
        expect([...element.attributes].map((attribute) => attribute.name)).to.deep.equal([]);
      });

      it('writes no style element and no style attribute into its templates', async () => {
        const provider = put<TestProvider>(`<test-provider><${name}></${name}></test-provider>`);
        const element = provider.firstElementChild as AnyElement;
        await element.updateComplete;
        expect(element.shadowRoot!.querySelectorAll('style')).to.have.length(0);
        expect(element.shadowRoot!.querySelectorAll('[style]')).to.have.length(0);
      });
    });
  }
});

describe('every list', () => {
  afterEach(clearPage);

  for (const { name, table, needs } of rowTags) {
    it(`${name} keeps rows and query through a move`, async () => {
      const provider = put<TestProvider>(`<test-provider><p></p><${name} ${needs}></${name}></test-provider>`);
      const element = provider.lastElementChild as AnyElement;
      await until(() => provider.connection.queries.length === 1);
      const rows = provider.connection.queries[0]!;
      expect(rows.spec.table).to.equal(table);
      rows.show(sampleRows(table!, 3));
      const drawn = part(element, 'row');
      provider.firstElementChild!.append(element);
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
      expect(provider.connection.queries).to.have.length(1);
      expect(rows.closed).to.equal(false);
      expect(part(element, 'row') === drawn).to.equal(true);
      expect(keys(element)).to.deep.equal(['row-0', 'row-1', 'row-2']);
    });

    it(`${name} names every field by parts, long and short`, async () => {
      const provider = put<TestProvider>(`<test-provider><${name} ${needs}></${name}></test-provider>`);
      const element = provider.firstElementChild as AnyElement;
      await until(() => provider.connection.queries.length === 1);
      provider.connection.queries[0]!.show(sampleRows(table!, 1));
      const fields = element.shadowRoot!.querySelectorAll('[part~=field]');
      expect(fields.length).to.be.above(2);
      for (const field of fields) {
        const [generic, long, short] = field.getAttribute('part')!.split(' ');
        expect([generic, long]).to.deep.equal(['field', `field-${short}`]);
      }
    });

    it(`${name} shows its table, another when told, and gives up what it asked for`, async () => {
      const provider = put<TestProvider>(`<test-provider><${name} table="mine" ${needs}></${name}></test-provider>`);
      await until(() => provider.connection.queries.length === 1);
      expect(provider.connection.queries[0]!.spec.table).to.equal('mine');
      provider.firstElementChild!.remove();
      await until(() => provider.connection.open.length === 0);
      expect(provider.connection.queries[0]!.observed).to.equal(false);
      expect(provider.connection.observers).to.equal(0);
    });
  }
});
