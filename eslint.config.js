import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders that the files of a stage may not import from: data flows one way. */
const forbid = (files, folders, message) => ({
  files: [files],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [{ regex: `^\\.\\.?/(.*/)?(${folders.join('|')})(/|$)`, message }],
      },
    ],
  },
});

const sql = [
  'ast',
  'lex',
  'parse',
  'bind',
  'rel',
  'plan',
  'scan',
  'functions',
  'expr',
  'duckdb',
  'finish',
  'explain',
];
const only = (...allowed) => sql.filter((folder) => !allowed.includes(folder));
const oneWay = 'Stages know only what comes before them: see CONTRIBUTING.md.';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // SQL counts code points, which is what spreading a string gives.
      '@typescript-eslint/no-misused-spread': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['*.js', 'scripts/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['scripts/*.mjs'],
    languageOptions: { globals: { URL: 'readonly', process: 'readonly', console: 'readonly' } },
  },
  forbid('src/engine/values/**', [...sql, 'schemas', 'xero', 'auth', 'connection', 'cli'], oneWay),
  forbid(
    'src/engine/lex/**',
    [...only('lex'), 'schemas', 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/parse/**',
    [...only('parse', 'lex', 'ast'), 'schemas', 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/functions/**',
    [...only('functions'), 'schemas', 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/bind/**',
    [...only('bind', 'ast', 'rel', 'functions'), 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/expr/**',
    [...only('expr', 'rel', 'functions'), 'schemas', 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/plan/**',
    [...only('plan', 'rel', 'expr', 'functions'), 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/scan/**',
    [...only('scan', 'plan', 'rel', 'expr'), 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/duckdb/**',
    [...only('duckdb', 'rel'), 'schemas', 'xero', 'auth', 'connection', 'cli'],
    oneWay,
  ),
  forbid(
    'src/engine/finish/**',
    [
      ...only('finish', 'duckdb', 'plan', 'rel', 'expr', 'functions', 'scan'),
      'xero',
      'auth',
      'connection',
      'cli',
    ],
    oneWay,
  ),
  forbid(
    'src/schemas/**',
    [...sql, 'xero', 'auth', 'connection', 'cli'],
    'Tables are data: they know only the table model.',
  ),
  forbid(
    'src/xero/**',
    [...sql, 'cli', 'auth', 'connection'],
    'The client knows HTTP and Xero, not SQL.',
  ),
);
