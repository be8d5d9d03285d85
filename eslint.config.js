import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const builtins = ['node:*', 'fs', 'path', 'crypto', 'http', 'os', 'net', 'child_process'];
/** Which folders a folder may not import from: imports go one way (docs/architecture.md). */
const zones = [
  [
    'domain',
    [
      'workflows',
      'activities',
      'api',
      'prisma',
      'documents',
      'mail',
      'temporal',
      'files',
      'sheets',
      'scripts',
    ],
  ],
  [
    'workflows',
    ['sheets', 'api', 'prisma', 'documents', 'mail', 'temporal', 'files', 'scripts', 'activities'],
  ],
  ['documents', ['workflows', 'activities', 'api', 'prisma', 'mail', 'temporal', 'scripts']],
  ['mail', ['workflows', 'activities', 'api', 'prisma', 'temporal', 'scripts']],
  [
    'sheets',
    ['workflows', 'activities', 'api', 'prisma', 'documents', 'mail', 'temporal', 'files', 'scripts'],
  ],
  ['prisma', ['workflows', 'activities', 'api', 'documents', 'mail', 'temporal']],
  ['temporal', ['api', 'activities', 'documents', 'mail', 'scripts']],
  ['activities', ['api', 'scripts']],
  // The pages know the service by its API alone; words, dates and the calendar are the domain's.
  [
    'web',
    [
      'workflows',
      'activities',
      'api',
      'prisma',
      'documents',
      'mail',
      'temporal',
      'files',
      'sheets',
      'scripts',
      'movements',
    ],
  ],
];

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
            ...zones.flatMap(([target, froms]) =>
              froms.map((from) => ({
                target: `./${target}`,
                from: `./${from}`,
                // Workflow code sees the types of activities, nothing that runs.
                ...(target === 'workflows' && from === 'activities'
                  ? { except: ['./types.ts', './mail.ts'] }
                  : {}),
                message: `${target} must not import ${from} (docs/architecture.md)`,
              })),
            ),
            { target: './!(api|tests|scripts)/**', from: './api', message: 'nothing imports api' },
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
