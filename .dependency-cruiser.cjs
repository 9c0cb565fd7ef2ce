/**
 * The import rules of docs/architecture.md: core < admin < users < payments < cv, and nothing circular. Each room
 * with those it may import; `module:new` adds its own.
 */
const ROOMS = {
  core: [],
  admin: ['core'],
  users: ['core', 'admin'],
  payments: ['users', 'core', 'admin'],
  cv: ['payments', 'users', 'core', 'admin'],
};

const PLATFORM = ['core', 'admin'];
const FEATURES = Object.keys(ROOMS)
  .filter((name) => !PLATFORM.includes(name))
  .join('|');

const room = ([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import ${allowed.length ? allowed.join(', ') : 'nothing else of src'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(room),
    {
      name: 'rooms-share-services-only',
      comment:
        'across rooms take a module, a service, an event, a port, an error or an entity; never a DTO, a job or a repository',
      severity: 'error',
      from: { path: `^src/(${FEATURES})/` },
      to: {
        path: `^src/(${FEATURES})/.*(\\.dto|\\.job|\\.repository|\\.controller)\\.ts$`,
        pathNot: '^src/$1/',
      },
    },
    {
      name: 'adminjs-in-host-only',
      comment: 'src/admin/host is the only place that imports adminjs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/admin/(host|components)/' },
      to: { path: 'node_modules/(adminjs|@adminjs)/' },
    },
    {
      name: 'components-in-the-browser-only',
      comment:
        "src/admin/components is bundled for the browser: it shares nothing but answers: their types and how their texts are checked; and of AdminJS's it uses the design system",
      severity: 'error',
      from: { path: '^src/admin/components/' },
      to: {
        path: '^src/|node_modules/(adminjs|@adminjs)/',
        pathNot: '^src/admin/(components|answers)/|node_modules/@adminjs/design-system/',
      },
    },
    {
      name: 'nothing-imports-components',
      comment: 'the server knows components by name only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/admin/components/' },
      to: { path: '^src/admin/components/' },
    },
    {
      name: 'no-way-out-of-src',
      comment: 'src never imports ormconfig, migrations, test, bench or scripts; specs may use test/support',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(ormconfig|migrations|test|bench|scripts)' },
    },
    {
      name: 'opentelemetry-in-otlp-only',
      comment: 'src/core/observability/otlp is the only place that imports @opentelemetry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/observability/otlp/' },
      to: { path: 'node_modules/@opentelemetry/' },
    },
    {
      name: 'otlp-on-demand-only',
      comment: 'without an endpoint for traces none of it is loaded',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/observability/otlp/' },
      to: { path: '^src/core/observability/otlp/', dynamic: false },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^(src|migrations|ormconfig)', pathNot: '\\.spec\\.ts$|^src/admin/components/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
