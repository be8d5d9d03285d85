import fs from 'node:fs';
import path from 'node:path';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const builtins = ['node:*', 'fs', 'path', 'crypto', 'http', 'os', 'net', 'child_process'];
/** Which folders each folder may import from: imports go one way (docs/architecture.md). A new folder has a line here. */
const production = [
  ...['domain', 'workflows', 'activities', 'cases', 'api', 'web', 'prisma', 'documents', 'mail', 'sheets'],
  ...['files', 'temporal', 'organization', 'movements'],
];
const mayImport = {
  domain: [],
  prisma: [],
  documents: ['domain'],
  mail: ['domain'],
  sheets: ['domain'],
  files: ['domain'],
  organization: ['domain'],
  movements: ['domain'],
  // The pages know the service by its API alone; words, dates and the calendar are the domain's.
  web: ['domain'],
  // Of activities their types alone, below.
  workflows: ['domain', 'activities'],
  temporal: ['domain', 'prisma', 'workflows'],
  cases: ['domain', 'prisma', 'mail', 'organization', 'files', 'documents', 'temporal', 'workflows'],
  activities: ['domain', 'prisma', 'mail', 'temporal', 'workflows', 'cases'],
  api: [
    ...['domain', 'prisma', 'mail', 'organization', 'files', 'documents', 'temporal', 'workflows', 'cases'],
    ...['sheets', 'movements'],
  ],
  embedded: ['scripts'],
  acceptance: [...production, 'embedded', 'scripts'],
  bench: [...production, 'embedded', 'scripts', 'acceptance'],
  scripts: [...production, 'embedded', 'acceptance', 'tests'],
};
const folders = [...Object.keys(mayImport), 'tests'];
for (const entry of fs.readdirSync(import.meta.dirname, { withFileTypes: true })) {
  if (!entry.isDirectory() || folders.includes(entry.name) || /^\.|^node_modules$/.test(entry.name)) continue;
  if (
    fs
      .readdirSync(path.join(import.meta.dirname, entry.name), { recursive: true })
      .some((name) => /\.tsx?$/.test(name))
  )
    throw new Error(`eslint.config.js: ${entry.name} has no line of what it may import`);
}
const zones = Object.entries(mayImport).flatMap(([target, allowed]) =>
  folders
    .filter((from) => from !== target && !allowed.includes(from))
    .map((from) => ({
      target: `./${target}`,
      from: `./${from}`,
      message: `${target} must not import ${from} (docs/architecture.md)`,
    })),
);
/** What starts in production stands at the root. */
const rootZones = ['embedded', 'scripts', 'acceptance', 'bench', 'tests'].map((from) => ({
  target: './*.ts',
  from: `./${from}`,
  message: `what runs in production must not import ${from} (docs/architecture.md)`,
}));

const browserStores = ['sessionStorage', 'localStorage', 'indexedDB', 'caches', 'cookieStore'];

export default tseslint.config(
  { ignores: ['node_modules', 'prisma/generated', 'web/dist', 'web/generated', '.data', 'coverage'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      // Without these two it neither finds nor reads what a .ts file imports, and no cycle is ever seen.
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.mjs', '.js'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // A default swallows what is added to a union later.
        { considerDefaultExhaustiveForUnions: false },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            ...rootZones,
            {
              target: './workflows',
              from: './activities',
              except: ['./types.ts', './mail.ts'],
              message: 'workflow code sees the types of activities, nothing that runs',
            },
          ],
        },
      ],
      // An async validator compiles and never rejects (sdk-typescript issue 1542).
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "Property[key.name='validator'] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]",
          message: 'An Update validator must be synchronous.',
        },
      ],
    },
  },
  { ...hooks.configs.flat['recommended-latest'], files: ['web/**/*.{ts,tsx}'] },
  {
    // What the pages keep in the browser is one person's, and goes with the log-out: in one place (web/client/slots.ts).
    files: ['web/**/*.{ts,tsx}'],
    ignores: ['web/client/slots.ts'],
    rules: {
      'no-restricted-globals': ['error', ...browserStores],
      'no-restricted-properties': [
        'error',
        ...['window', 'globalThis', 'self'].flatMap((object) =>
          browserStores.map((property) => ({ object, property })),
        ),
        { object: 'document', property: 'cookie' },
      ],
    },
  },
  {
    files: ['workflows/**/*.ts', 'domain/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: builtins }] },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Vitest's matchers are `any` by their own types.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
