import type { IConfiguration, IRegularForbiddenRuleType } from 'dependency-cruiser'

// Who may enter which room, as rules for dependency-cruiser. A room is added here in the change that adds the folder.
// Needs @swc/core beside TypeScript 7: with the compiler alone it reads no module at all, and finds nothing wrong.
const ground = 'kernel|database|phrases'
// People, places and what every capability leans on.
const base = 'units|officers|residents|audit|rules|attachments|search'
// Rules and verbs of the participation itself.
const participation =
  'dialogues|questions|broadcasts|desk|attendance|artefacts|overview|preparation|hall|forms|requests|sealed|receipts|answers|documents|plans|reports|handover|conclusions|clocks|webhooks|statistics'
// The planner knows figures and accounts, no person; whoever sends to many asks it.
const capabilities = `${base}|${participation}|delivery`
const each = (names: string, others: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.split('|').map((room) => [room, others]))

/** Room to the rooms that it may enter. */
export const mayEnter: Readonly<Record<string, string>> = {
  kernel: '',
  database: 'kernel',
  phrases: 'kernel',
  channels: 'kernel|database',
  jobs: 'kernel|database',
  delivery: `${ground}|channels|rules`,
  outbox: `${ground}|channels`,
  ...each(base, `${ground}|channels|${base}`),
  // An officer is sent the link to sign in with.
  officers: `${ground}|channels|outbox|${base}`,
  // Whose number an officer entered is told of it.
  residents: `${ground}|channels|outbox|${base}`,
  ...each(participation, `${ground}|channels|outbox|${capabilities}`),
  conversation: `${ground}|channels|outbox|${capabilities}`,
  inbox: 'kernel|database|channels|conversation',
  http: `${ground}|channels|inbox`,
  // Doors open the transaction (`act`), so they know the front door of the database, and only that.
  console: `${ground}|http|channels|inbox|outbox|${capabilities}`,
  api: `${ground}|http|channels|inbox|outbox|${capabilities}`,
}

const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to })

const rooms = Object.entries(mayEnter).map(([room, others]) =>
  rule(
    `room-${room}`,
    `${room} may enter: ${others.replaceAll('|', ', ') || 'no other room'}.`,
    { path: `^src/${room}/` },
    { path: '^(src|bots)/', pathNot: `^src/(${[room, ...others.split('|').filter(Boolean)].join('|')})/` },
  ),
)

const behindFrontDoors = `${capabilities}|database|phrases|channels|jobs|inbox|outbox|conversation|console|api|http`
const packages = (names: string): string => `node_modules/(${names})(/|$)`

export const importRules: readonly IRegularForbiddenRuleType[] = [
  ...rooms,
  rule('no-cycles', 'Two rooms that need each other are one room, or miss a third.', {}, { circular: true }),
  rule(
    'front-door-only',
    'From outside, a room is entered through its index.ts; the port apart, which platforms share.',
    { path: '^(?:src|bots)/([^/]+)' },
    {
      path: `^src/(?:${behindFrontDoors})/`,
      pathNot: [
        '^src/$1/',
        '^src/[^/]+/index[.]ts$',
        '^src/channels/port[.]ts$',
        // Which store may touch which tables is the business of the rules below.
        '^src/database/tables/',
        // The embedded server is a house of its own below the database; app.ts starts it.
        '^src/database/embedded/index[.]ts$',
      ],
    },
  ),
  rule(
    'bots-see-only-the-port',
    'An adapter knows its platform, the port and the kernel; what it needs besides is handed to it.',
    { path: '^bots/([^/]+)/' },
    { path: '^(src|bots)/', pathNot: ['^bots/$1/', '^src/channels/port[.]ts$', '^src/kernel/'] },
  ),
  rule(
    'the-sdk-stands-alone',
    'zalo-oa-sdk is published: it imports nothing of ours.',
    { path: '^bots/zalo/sdk/' },
    { path: '^(src|bots|test|locales)/', pathNot: '^bots/zalo/sdk/' },
  ),
  rule(
    'the-sdk-has-one-door',
    'The adapter uses the SDK as a stranger would: by its package name.',
    { path: '^(src|bots)/', pathNot: '^bots/zalo/sdk/' },
    { path: '^bots/zalo/sdk/', pathNot: '^bots/zalo/sdk/src/index[.]ts$' },
  ),
  rule(
    'only-app-plugs-together',
    'app.ts and app/ alone name platforms and wire rooms, on the installation; main.ts knows app, config and kernel.',
    { path: '^src/[^/]+$', pathNot: '^src/(app|installation)[.]ts$' },
    { path: '^(bots/|src/[^/]+/)', pathNot: '^src/kernel/' },
  ),
  rule(
    'app-has-one-door',
    'What app/ holds are pieces of app.ts.',
    { path: '^(src|bots)/', pathNot: '^src/(app/|app[.]ts$)' },
    { path: '^src/app/' },
  ),
  rule(
    'nothing-enters-the-command-line',
    'The command line is a door from outside; no room leans on it.',
    { path: '^(src|bots)/', pathNot: '^src/cli/' },
    { path: '^src/cli/' },
  ),
  rule(
    'the-installation-lies-below-the-rooms',
    'Server, keys, schema and pool: opened before any room exists.',
    { path: '^src/installation[.]ts$' },
    { path: '^(src|bots)/', pathNot: '^src/(kernel/|database/|config[.]ts$)' },
  ),
  rule(
    'the-command-line-names-no-platform',
    'Platforms reach the command line through app.ts, like everything else.',
    { path: '^src/cli/' },
    { path: '^bots/' },
  ),
  rule(
    'web-libraries-stay-at-the-doors',
    'Fastify belongs to http, console, api and the web chat, telegraf to bots/telegram.',
    { path: '^(src/(?!(http|console|api|app)/|app[.]ts$)|bots/(?!web/))' },
    { path: packages('fastify|@fastify|hono') },
  ),
  rule(
    'telegraf-stays-in-its-bot',
    'Other rooms know the port, not the platform.',
    { path: '^(src|bots)/', pathNot: '^bots/telegram/' },
    { path: packages('telegraf') },
  ),
  rule(
    'one-queue',
    'pg-boss hides behind the few typed functions of jobs.',
    { path: '^(src|bots)/', pathNot: '^src/jobs/' },
    { path: packages('pg-boss') },
  ),
  rule(
    'topics-ask-a-capability',
    'A topic turns words into verbs; it never queries.',
    { path: '^src/conversation/topics/' },
    { path: '^src/database/' },
  ),
  rule(
    'drizzle-stays-at-the-bottom',
    'Queries live in *-store.ts and *-views.ts, beside the tables; jobs hands our transaction to pg-boss.',
    { path: '^(src|bots)/', pathNot: ['^src/database/', '(-store|-views)[.]ts$', '^src/jobs/'] },
    { path: ['^src/database/tables/', packages('drizzle-orm|postgres')] },
  ),
  rule(
    'write-own-tables-only',
    'Only *-views.ts may read the tables of another room.',
    { path: '^src/([^/]+)/', pathNot: ['-views[.]ts$', '^src/(database|channels|inbox|outbox)/'] },
    { path: '^src/database/tables/', pathNot: '^src/database/tables/$1[.]ts$' },
  ),
  rule(
    'the-spine-shares-its-tables',
    'Chats and lanes stand in tables/channels.ts, what the spine has finished in tables/history.ts.',
    { path: '^src/(inbox|outbox)/', pathNot: '-views[.]ts$' },
    { path: '^src/database/tables/', pathNot: '^src/database/tables/($1|channels|history)[.]ts$' },
  ),
  rule(
    'channels-keep-the-web-chat',
    'The web chat is the one platform whose memory we are: its tables belong to channels.',
    { path: '^src/channels/', pathNot: '-views[.]ts$' },
    { path: '^src/database/tables/', pathNot: '^src/database/tables/(channels|web-chat|history)[.]ts$' },
  ),
  rule(
    'the-kernel-does-nothing',
    'Pure words: nothing that reads a file, opens a socket or starts a process.',
    { path: '^src/kernel/' },
    { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|util|buffer)$' },
  ),
  rule(
    'nothing-leans-on-tests',
    'Tests look at the house; the house never looks at tests.',
    { path: '^(src|bots)/' },
    { path: '^(test|bench)/' },
  ),
  rule(
    'packages-are-declared',
    'What runs in production stands under dependencies.',
    { path: '^(src|bots)/', pathNot: '^bots/zalo/sdk/scripts/' },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  ),
  rule('nothing-points-nowhere', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
]

export const config: IConfiguration = {
  forbidden: [...importRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^bots/zalo/sdk/dist/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
