import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Dialogue } from '../../dialogues/index.ts'
import { briefBlocks, readBrief, type BriefDocument } from '../../preparation/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { html } from '../html.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { blocksAsHtml } from './blocks.ts'
import { pathOf, preparationPage } from './frame.ts'
import { sendDocument } from './send-document.ts'

type WithId = { Params: { id: string } }

/** The leader's brief: on the screen, on paper, as a document. */
export const briefRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const

  const draw = async (
    request: FastifyRequest<WithId>,
  ): Promise<BriefDocument & { readonly dialogue: Dialogue; readonly at: Date }> => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const now = house.clock.now()
    const brief = await readBrief(house.database, house.keyring, dialogue, { reader: actorOf(request), now })
    return { ...briefBlocks(door.view(request).locale, brief), dialogue, at: now }
  }

  app.get<WithId>('/dialogues/:id/brief', { config }, async (request, reply) => {
    const { dialogue, subtitle, blocks } = await draw(request)
    const view = door.view(request)
    const page = preparationPage(view, {
      dialogue,
      part: 'brief',
      actions: html`<a class="button quiet no-print" href="${pathOf(dialogue.id, 'brief')}.docx" download
          >${view.t('preparation:brief.word')}</a
        ><button class="button quiet no-print" type="button" data-print hidden>${view.t('console:print.now')}</button>`,
      body: html`<article class="brief">
        <p class="subtitle">${subtitle.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`)}</p>
        ${blocksAsHtml(blocks)}
      </article>`,
    })
    return await sendPage(reply, page)
  })

  app.get<WithId>('/dialogues/:id/brief.docx', { config }, async (request, reply) => {
    const { title, subtitle, blocks, at } = await draw(request)
    return await sendDocument(reply, { title, subtitle, blocks, at, isCompact: true })
  })
}
