/** What each part of a built file weighs: every stretch of it belongs to the source its map names. */
import { readFileSync } from 'node:fs';
import { SourceMapConsumer, type MappingItem } from 'source-map-js';

/** Bytes of the minified file by source path; what no source made (the bundler's own glue) goes by ''. */
export function weigh(file: string): ReadonlyMap<string, number> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const map = new SourceMapConsumer(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as never);
  const mappings: MappingItem[] = [];
  map.eachMapping((mapping) => mappings.push(mapping));
  mappings.sort((a, b) => a.generatedLine - b.generatedLine || a.generatedColumn - b.generatedColumn);
  const weights = new Map<string, number>();
  mappings.forEach(({ source, generatedLine, generatedColumn }, place) => {
    const next = mappings[place + 1];
    const end = next?.generatedLine === generatedLine ? next.generatedColumn : lines[generatedLine - 1]!.length;
    weights.set(source ?? '', (weights.get(source ?? '') ?? 0) + end - generatedColumn);
  });
  return weights;
}
