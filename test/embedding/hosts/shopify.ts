/** As much of Shopify as renders a section: its schema taken out, and its settings put in. */

interface Schema {
  readonly settings: readonly { readonly id: string; readonly default?: string | number }[];
}

/** A section as the theme holds it, with what a merchant has set in the theme editor; the rest has its default. */
export function renderSection(liquid: string, given: Readonly<Record<string, string | number>>): string {
  const [, json = ''] = /\{% schema %\}(.+)\{% endschema %\}/s.exec(liquid) ?? [];
  const { settings } = JSON.parse(json) as Schema;
  const values = new Map(settings.map(({ id, default: usual }) => [id, given[id] ?? usual]));
  const html = liquid
    .replace(/\{% schema %\}.+\{% endschema %\}/s, '')
    .replaceAll(/\{\{ section\.settings\.(\w+) \}\}/g, (_all, id: string) => {
      if (!values.has(id)) throw new Error(`The section's schema has no setting ${id}.`);
      return String(values.get(id) ?? '');
    });
  if (/\{[{%]/.test(html)) throw new Error(`Liquid that this renderer does not know: ${html}`);
  return `<div id="shopify-section-live" class="shopify-section">${html}</div>`;
}
