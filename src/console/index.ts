// The officers' door: pages rendered on the server, one folder a capability, `routes` for what happens and `pages` for
// how it looks. It holds wording and layout; rules live in the rooms behind it. Works without a script, better with.
export { createConsole } from './create-console.ts'
export type { ConsoleOptions } from './door.ts'
