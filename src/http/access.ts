import type { FastifyInstance } from 'fastify'
import type { Role } from '../kernel/actor.ts'

/**
 * Who may call a route. `public`: anybody. `signed`: a platform, proved by its signature or secret. `visitor`: a browser
 * of the web chat with its own cookie. `officer`: signed in, any role. A list: officers who hold one of the roles; on
 * which unit is for the verb to check. `token`: a program with an officer's token.
 */
export type Access = 'public' | 'signed' | 'visitor' | 'officer' | 'token' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/** Refuses to start with a route that does not say who may call it. */
export const demandAccessRules = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) {
      throw new Error(`the route ${String(route.method)} ${route.url} does not say who may call it (config.access)`)
    }
  })
}
