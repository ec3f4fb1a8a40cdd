import type { FastifyInstance } from 'fastify'

/** Zalo proves a domain by a file at its root whose name carries the code; the page repeats the code as a meta tag. */
export const mountZaloVerifier = (app: FastifyInstance): void => {
  app.get<{ Params: { code: string } }>(
    '/zalo_verifier:code(^[A-Za-z0-9_-]{1,128}).html',
    { config: { access: 'public' } },
    async (request, reply) => {
      const { code } = request.params
      return await reply
        .type('text/html; charset=utf-8')
        .send(
          `<!doctype html><html><head><meta property="zalo-platform-site-verification" content="${code}"></head><body>${code}</body></html>`,
        )
    },
  )
}
