/** What lies beside the scripts, and what does not. */
import { createHash } from 'node:crypto';
import { copyFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { Plugin } from 'vite';
import { root, sourceFiles } from './source-files.ts';

/** Style sheets beside the scripts, and what `integrity="…"` says of every file a page may name. */
export function filesBeside(): Plugin {
  return {
    name: 'livetags-files-beside',
    apply: 'build',
    closeBundle() {
      copyFileSync('components/pre-upgrade.css', 'dist/cdn/pre-upgrade.css');
      const hashes = globSync('dist/cdn/**/*.{js,css}')
        .sort()
        .map((file) => {
          const hash = createHash('sha384').update(readFileSync(file)).digest('base64');
          return [relative('dist/cdn', file), `sha384-${hash}`];
        });
      writeFileSync('dist/cdn/integrity.json', `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
    },
  };
}

/** The example themes as they are: they are there to be read, and changed. */
export function themes(): Plugin {
  return {
    name: 'livetags-themes',
    apply: 'build',
    generateBundle() {
      for (const file of sourceFiles('components/themes/*.css')) {
        this.emitFile({ type: 'asset', fileName: `themes/${basename(file)}`, source: readFileSync(`${root}${file}`) });
      }
    },
  };
}

/** Types alone leave nothing to run. What the package names as an entry stays, for somebody may import it. */
export function withoutEmptyModules(): Plugin {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { exports: Record<string, string> };
  const entries = new Set(Object.values(exports));
  return {
    name: 'livetags-without-empty-modules',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const [file, made] of Object.entries(bundle)) {
        const isEmpty = made.type === 'chunk' && made.code.trim() === '';
        if (isEmpty && !entries.has(`./dist/npm/${file}`)) delete bundle[file];
      }
    },
  };
}
