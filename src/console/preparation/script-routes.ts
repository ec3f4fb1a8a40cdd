import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { phrase, type PhraseKey } from '../../phrases/index.ts'
import {
  blockTextMax,
  draftScript,
  headingMax,
  readScript,
  saveScript,
  type DocumentBlock,
  type Script,
  type ScriptWords,
} from '../../preparation/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { emptyState } from '../layout.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { pathOf, preparationPage } from './frame.ts'
import { sendDocument } from './send-document.ts'

type WithId = { Params: { id: string } }

// What the chair reads aloud is Vietnamese, whoever drafts it. The roles have their words elsewhere.
const words: ScriptWords = (name, values) =>
  phrase('vi', (name.startsWith('role.') ? `preparation:${name}` : `preparation:script.${name}`) as PhraseKey, values)

type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const headed = (view: View, { heading, minutes }: Script['blocks'][number]): string =>
  minutes === null ? heading : `${heading} (${view.t('preparation:script.minutes', { count: minutes })})`

const editForm = (view: View, action: string, script: Script, { form, faults = noFaults }: Given): Html =>
  html`<form method="post" action="${action}" novalidate>
    ${formToken(view)}<input type="hidden" name="version" value="${form ? textOf(form, 'version') : script.version}" />
    ${script.blocks.map(
      (block, index) =>
        html`<section class="panel script-block" aria-labelledby="block-${index}">
          <div class="title-row">
            <h2 id="block-${index}">${headed(view, block)}</h2>
            ${block.isEdited && html`<span class="chip plain">${view.t('preparation:script.edited')}</span>`}
          </div>
          <input type="hidden" name="key.${index}" value="${block.key}" />
          ${textField({ name: `heading.${index}`, label: view.t('preparation:script.heading'), value: form ? textOf(form, `heading.${index}`) : block.heading, maxlength: headingMax, required: true, faults })}
          ${textArea({ name: `text.${index}`, label: view.t('preparation:script.textOf'), value: form ? textOf(form, `text.${index}`) : block.text, rows: Math.min(14, block.text.split('\n').length + 3), maxlength: blockTextMax, required: true, faults })}
        </section>`,
    )}
    <p class="actions">${submit(view.t('preparation:script.save'))}</p>
  </form>`

const draftForm = (view: View, action: string, script: Script | undefined): Html =>
  html`<form method="post" action="${action}/draft">
    ${formToken(view)}<input type="hidden" name="version" value="${script?.version ?? 0}" />
    ${submit(view.t(script ? 'preparation:script.redraft' : 'preparation:script.draft'), script ? 'quiet' : 'primary')}
  </form>`

const readBlocks = (view: View, script: Script): Html =>
  html`${script.blocks.map(
    (block) =>
      html`<section class="panel script-block">
        <h2>${headed(view, block)}</h2>
        ${paragraphs(block.text)}
      </section>`,
  )}`

/** The running script: drafted from the agenda, its words an officer's; on the screen and as a document. */
export const scriptRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const view = door.view(request)
    const script = await readScript(house.database, dialogue.id)
    const mayWrite = holdsRole(actorOf(request), ['front_officer'], unit.path)
    const action = pathOf(dialogue.id, 'script')
    const page = preparationPage(view, {
      dialogue,
      part: 'script',
      lead: view.t('preparation:script.lead'),
      ...(script
        ? {
            actions: html`<a class="button quiet" href="${action}.docx" download
              >${view.t('preparation:script.word')}</a
            >`,
          }
        : {}),
      body: html`${faultSummary(view, given.faults ?? noFaults)}
      ${!script && emptyState(view.t('preparation:script.none'), view.t('preparation:script.noneNext'))}
      ${mayWrite && draftForm(view, action, script)}
      ${script && (mayWrite ? editForm(view, action, script, given) : readBlocks(view, script))}`,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const path = '/dialogues/:id/script'
  app.get<WithId>(path, { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.post<WithId>(`${path}/draft`, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const input = { dialogueId: dialogue.id, version: Number(textOf(asForm(request.body), 'version')), words }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await draftScript(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'script'), 'saved')
    return await show(request, reply, dialogue.id, done)
  })

  app.post<WithId>(path, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const edits = Object.keys(form).flatMap((name) => {
      const [, index] = /^key\.(\d{1,3})$/.exec(name) ?? []
      if (index === undefined) return []
      return [
        { key: textOf(form, name), heading: textOf(form, `heading.${index}`), text: textOf(form, `text.${index}`) },
      ]
    })
    const input = { dialogueId: dialogue.id, version: Number(textOf(form, 'version')), edits }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await saveScript(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'script'), 'saved')
    return await show(request, reply, dialogue.id, { ...done, form })
  })

  app.get<WithId>(`${path}.docx`, { config }, async (request, reply) => {
    const { dialogue, unit } = await readableDialogue(door, request, request.params.id)
    const script = await readScript(house.database, dialogue.id)
    if (!script) throw new AppError('NOT_FOUND', 'no script yet')
    const view = door.view(request)
    const blocks = script.blocks.flatMap((block): DocumentBlock[] => [
      { kind: 'heading', text: headed(view, block) },
      ...block.text.split(/\n{2,}/).map((text): DocumentBlock => ({ kind: 'text', text })),
    ])
    return await sendDocument(reply, {
      title: view.t('preparation:script.title'),
      subtitle: `${dialogue.title}\n${unit.fullName} · ${fullMoment(view, dialogue.startsAt)} · ${dialogue.place}`,
      blocks,
      at: script.updatedAt,
    })
  })
}
