/** Which part may know which: src/README.md tells why. */
const parts = ['board', 'model', 'press', 'reader', 'store', 'wechat']

module.exports = {
  forbidden: [
    {
      name: 'domain-knows-only-itself',
      comment: 'the rules are pure: no clock, no disk, no network; hashes only',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^(node:)?crypto$'] },
    },
    {
      name: 'wechaty-stays-behind-its-adapter',
      comment: 'importing it costs seconds, and what is wrong in it is coped with in one place',
      severity: 'error',
      from: { pathNot: ['^(src|test)/wechat/', '^test/(bench|process)/'] },
      to: { path: ['node_modules/(@chatie|wechaty|file-box)', '^(wechaty|file-box)'] },
    },
    {
      name: 'program-knows-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'main-is-known-by-nobody',
      comment: 'only program.ts knows all the others, and only main.ts knows it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/(main|program|gateway|console)\\.ts$' },
    },
    {
      name: 'ports-know-only-the-domain',
      severity: 'error',
      from: { path: '^src/ports\\.ts$' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'desk-knows-ports-not-parts',
      comment: 'it is handed a reader, a store and a chat',
      severity: 'error',
      from: { path: '^src/desk' },
      to: { path: `^src/(${parts.join('|')})/` },
    },
    ...parts.map((part) => ({
      name: `${part}-knows-no-other-part`,
      comment: 'parts meet in main.ts, over ports.ts; only the simulated world has a page that shows it',
      severity: 'error',
      from: { path: `^src/${part}/` },
      to: {
        path: ['^src/[^/]+\\.tsx?$', `^src/(${parts.join('|')})/`],
        pathNot: [`^src/${part}/`, '^src/ports\\.ts$', ...(part === 'board' ? ['^src/wechat/world\\.ts$'] : [])],
        dependencyTypesNot: ['type-only'],
      },
    })),
    {
      name: 'no-cycles',
      comment: 'types of the domain may name each other',
      severity: 'error',
      from: { pathNot: '^src/domain/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-in-domain',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
