/** Numbers within words: the plural form a language asks for, and the digits a region writes. */
import type { Count, PluralForms } from './words.ts';

/** `locale`: undefined for the browser's own. */
export function countIn(locale: string | undefined): Count {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (number, forms) => formFor(rules, number, forms).replaceAll('#', () => digits.format(number));
}

function formFor(rules: Intl.PluralRules, number: number, forms: PluralForms): string {
  return forms[rules.select(number)] ?? forms.other;
}
