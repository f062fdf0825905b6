/** The mutants must be able to do their harm: each text to change stands in the source exactly once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mutants } from '../../model/mutant-list.ts';

for (const { name, file, from } of mutants) {
  test(`mutant: ${name}`, () => {
    assert.equal(
      readFileSync(`src/${file}`, 'utf8').split(from).length,
      2,
      `the text to change is not in ${file} exactly once`,
    );
  });
}
