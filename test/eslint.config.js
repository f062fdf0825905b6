/** What the linter holds: sound TypeScript, sound elements, and the floors of the architecture. */
import tseslint from 'typescript-eslint';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';

/** The floors, top to bottom. A file imports from its own floor and from those below. */
const floors = ['early', 'live-session', 'repositories', 'sync', 'realtime', 'template', 'page', 'domain'];

/** On each floor, what stands above it may not be imported. `contexts` is types and keys: sync may know its shapes. */
const floorRules = floors.flatMap((floor, index) => {
  const above = floors.slice(0, index).map((name) => ({
    group: [`**/${name}/**`, `**/${name}.ts`],
    message: `src/${floor} may not import what stands above it.`,
  }));
  const forbidden = [
    ...above,
    { group: ['**/components/**', 'lit', 'lit/**', 'lit-html/**'], message: 'src/ knows no elements and no Lit.' },
  ];
  // Only realtime and repositories know supabase-js, by `import type` plus one lazy `import()`.
  forbidden.push({
    group: ['@supabase/*'],
    allowTypeImports: ['realtime', 'repositories'].includes(floor),
    message: 'Load supabase-js lazily, in src/realtime/supabase-client.ts.',
  });
  if (floor === 'domain') forbidden.push({ group: ['../**'], message: 'src/domain imports nothing.' });
  const rule = { '@typescript-eslint/no-restricted-imports': ['error', { patterns: forbidden }] };
  return [{ files: [`src/${floor}/**/*.ts`, `src/${floor}.ts`], rules: rule }];
});

/** `sync` and `realtime` hear of the page through one port alone. */
const pageGlobals = ['document', 'window', 'navigator', 'localStorage', 'sessionStorage', 'requestAnimationFrame'].map(
  (name) => ({
    name,
    message: 'Only src/realtime/page-lifecycle.ts listens to the page.',
  }),
);
const clockGlobals = ['setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'Take time from the injected Clock.',
}));

export default tseslint.config(
  {
    ignores: ['dist/**', 'coverage/**', 'node_modules/**', 'screenshots/**', 'test/consumers/fixtures/**', '**/*.d.ts'],
  },
  {
    files: ['{src,components,test,demo,bundling}/**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: new URL('..', import.meta.url).pathname },
    },
    rules: {
      '@typescript-eslint/unbound-method': 'off', // @click=${this.method}: lit binds it to the host
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  { files: ['components/**/*.ts'], extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']] },
  {
    // A framework's types are extended by declarations in its own namespace, and by interfaces alone.
    files: ['components/frameworks/*.ts'],
    rules: {
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  ...floorRules,
  {
    files: ['src/{sync,realtime,repositories,early}/**/*.ts', 'src/live-session.ts'],
    ignores: ['src/realtime/page-lifecycle.ts'],
    rules: { 'no-restricted-globals': ['error', ...pageGlobals, ...clockGlobals] },
  },
  {
    files: ['components/**/*.ts', 'src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]',
          message: 'Data is never HTML.',
        },
        { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: 'Data is never HTML.' },
        {
          selector: 'Identifier[name=/^(unsafeHTML|unsafeStatic|styleMap)$/]',
          message: 'No HTML from strings, no style attributes (a strict CSP blocks them).',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'demo/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'describe', 'it', 'suite'], package: 'node:test' },
          ],
        },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    // chai's assertions are typed as thenable by @open-wc/testing, and are not.
    files: ['test/{components,contract}/**/*.ts', 'test/bench/*.test.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
);
