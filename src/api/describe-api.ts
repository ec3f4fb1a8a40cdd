import type { Door } from './door.ts'
import type { ApiScope } from './scope.ts'

const about = `For programs of the city that work with Nhịp Cầu in an officer’s name. A token is made in the console or by
\`nhip-cau officer token\`, and may do what its officer may. Errors are problem details (RFC 9457) with a sentence in the
language of \`Accept-Language\`. Lists come in pages: \`next\` is the \`cursor\` of the following one. Changes name the version
that was read, by \`If-Match\` or \`version\`. A POST that creates takes an \`Idempotency-Key\`.`

/** Collects what the routes say of themselves and serves it as OpenAPI. The library is loaded with the door. */
export const describeApi = async (app: ApiScope, door: Door): Promise<void> => {
  const { default: swagger } = await import('@fastify/swagger')
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nhịp Cầu',
        version: door.version,
        description: about.replaceAll('\n', ' '),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: door.publicUrl ?? '/' }],
      tags: [
        { name: 'dialogues', description: 'Sessions of dialogue and voter contact' },
        { name: 'broadcasts', description: 'Notices to residents' },
        { name: 'questions', description: 'Questions, opinions and ideas' },
        { name: 'forms', description: 'Opinion forms and their results' },
        { name: 'answers', description: 'How far matters are answered' },
        { name: 'handovers', description: 'Matters handed to whoever is competent' },
        { name: 'conclusions', description: 'What sessions have concluded, and how far it is' },
        { name: 'units', description: 'Provinces, communes, villages and ward groups' },
        { name: 'audit', description: 'The chain over who did what' },
        { name: 'officers', description: 'Who is asking' },
      ],
      components: {
        securitySchemes: {
          officer: { type: 'http', scheme: 'bearer', description: 'A token of an officer, `nc_…`' },
        },
      },
      security: [{ officer: [] }],
    },
  })
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger())
}
