/** What the package holds: what it must, and nothing else; and what tools that judge packages say of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { elementNames } from '../../components/element-names.ts';
import { root, type PackedKit } from './packed-kit.ts';

const single = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'custom-elements.json',
  'docs/editors/README.md',
  'docs/editors/css-data.json',
  'docs/editors/html-data.json',
  'docs/editors/web-types.json',
  'docs/messages.md',
  'package.json',
];

/** Scripts of dist/cdn; as modules nobody could use them. */
const scriptsAlone = /(classic-loader|ticket-feed-embed)\.ts$/;

/** Of every source its types, and its module where there is something to run; of every theme a copy. */
function modules(entries: readonly string[]): string[] {
  const sources = globSync('{src,components}/**/*.ts', { cwd: root }).filter((file) => !scriptsAlone.test(file));
  const themes = globSync('components/themes/*.css', { cwd: root });
  const made = sources.flatMap((file) => ['.js', '.d.ts'].map((end) => `dist/npm/${file.replace(/\.ts$/, end)}`));
  const typesAlone = sources.filter(holdsTypesAlone).map((file) => `dist/npm/${file.replace(/\.ts$/, '.js')}`);
  return [
    ...made.filter((file) => entries.includes(`./${file}`) || !typesAlone.includes(file)),
    ...themes.map((file) => file.replace('components', 'dist/npm')),
  ];
}

function holdsTypesAlone(file: string): boolean {
  const { outputText } = ts.transpileModule(readFileSync(join(root, file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true, removeComments: true },
  });
  return outputText.trim() === 'export {};';
}

function scripts(): string[] {
  const entries = [
    'livetags',
    'autoload',
    'loader',
    'ticket-feed-embed',
    ...elementNames.map((name) => `live-${name}`),
  ];
  const themes = globSync('components/themes/*.css', { cwd: root });
  return [
    ...entries.map((name) => `dist/cdn/${name}.js`),
    ...themes.map((file) => file.replace('components', 'dist/cdn')),
    'dist/cdn/integrity.json',
    'dist/cdn/pre-upgrade.css',
  ];
}

/** Their names have hashes; what the bundler itself needs at run time is its own affair. */
const made = [/^dist\/cdn\/chunks\/[\w-]+\.js$/, /^dist\/npm\/_virtual\//];

export function testContents(kit: () => PackedKit): void {
  const read = (file: string): string => readFileSync(join(kit().folder, file), 'utf8');

  describe('the package', () => {
    it('holds what it must, and nothing else', () => {
      const maps = new Set(kit().files.filter((file) => file.endsWith('.js.map')));
      const held = kit().files.filter((file) => !maps.has(file) && !made.some((pattern) => pattern.test(file)));
      assert.deepEqual(held, [...single, ...modules(Object.values(kit().manifest.exports)), ...scripts()].sort());
      const mapped = kit().files.filter((file) => file.endsWith('.js') && /sourceMappingURL/.test(read(file)));
      assert.deepEqual([...maps], mapped.map((file) => `${file}.map`).sort());
      const chunks = kit().files.filter((file) => /^dist\/cdn\/chunks\/.*\.js$/.test(file));
      assert.equal(chunks.filter((file) => file.includes('/supabase-')).length, 1);
    });

    it('holds whatever its modules import of each other', () => {
      const imported = /(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g;
      const modules = kit().files.filter((file) => /^dist\/(npm|cdn)\/.*\.js$/.test(file));
      const missing = modules.flatMap((file) =>
        [...read(file).matchAll(imported)]
          .map(([, path = '']) => join(file, '..', path))
          .filter((path) => !kit().files.includes(path)),
      );
      assert.deepEqual(missing, []);
    });

    it('has an entry for every tag, its class, and whatever else is promised', () => {
      const { exports } = kit().manifest;
      const expected = elementNames.flatMap((name) => [`./live-${name}`, `./live-${name}/element`]);
      const found = Object.keys(exports).filter((entry) => entry.startsWith('./live-'));
      assert.deepEqual(found.sort(), expected.sort());
      for (const [entry, target] of Object.entries(exports)) {
        assert.ok(globSync(target, { cwd: kit().folder }).length > 0, `${entry} leads to ${target}`);
      }
    });

    it('says exactly which files do something when they are imported', () => {
      const { folder, manifest } = kit();
      const defining = globSync('dist/npm/{src,components}/**/*.js', { cwd: folder }).filter((file) => {
        const code = read(file);
        // Statements of a module's own; decorators are of the class above them.
        return /^(?!_*decorate)[\w$.]+\(|^if\b/m.test(code);
      });
      const expected = defining.map((file) => `./${file}`);
      const listed = manifest.sideEffects.filter((file) => !file.includes('*'));
      assert.deepEqual([...listed].sort(), expected.sort());
    });

    it('has hashes of the files as they are, for pages that check them', () => {
      const { folder } = kit();
      const hashes = JSON.parse(read('dist/cdn/integrity.json')) as Record<string, string>;
      const files = globSync('dist/cdn/**/*.{js,css}', { cwd: folder }).map((file) => file.replace('dist/cdn/', ''));
      assert.deepEqual(Object.keys(hashes).sort(), files.sort());
      for (const [file, hash] of Object.entries(hashes)) {
        const found = createHash('sha384').update(readFileSync(join(folder, 'dist/cdn', file)));
        assert.equal(hash, `sha384-${found.digest('base64')}`, file);
      }
    });

    it('pleases publint', async () => {
      const { messages, pkg } = await publint({ pkgDir: kit().folder, strict: true, pack: false });
      assert.deepEqual(
        messages.map((message) => formatMessage(message, pkg)),
        [],
      );
    });

    it('pleases arethetypeswrong', () => {
      const { exports } = kit().manifest;
      const untyped = Object.keys(exports).filter((entry) => /\.(json|css)$|\*/.test(entry));
      const { stdout, status } = spawnSync(
        join(root, 'node_modules/.bin/attw'),
        [
          kit().tarball,
          '--profile',
          'esm-only',
          '--no-emoji',
          '--format',
          'ascii',
          '--exclude-entrypoints',
          ...untyped,
        ],
        { encoding: 'utf8' },
      );
      assert.equal(status, 0, stdout);
    });

    it('gives editors paths that are there', () => {
      const { folder } = kit();
      const guide = readFileSync(join(root, 'docs/editors/README.md'), 'utf8');
      const paths = [...guide.matchAll(/node_modules\/livetags\/([^"]+)"/g)].map(([, path]) => path!);
      assert.equal(paths.length, 2);
      for (const path of paths) assert.ok(existsSync(join(folder, path)), path);
    });
  });
}
