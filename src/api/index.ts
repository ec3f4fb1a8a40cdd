// The programs' door: `/api/v1` with an officer's token, described as OpenAPI, and the public check of a code. Routes
// validate, call a verb and show its result; rules stand in the rooms.
export { checkCode, type CheckedCode } from './check-code.ts'
export { createApi } from './create-api.ts'
export { createVerify } from './create-verify.ts'
export type { ApiOptions } from './door.ts'
