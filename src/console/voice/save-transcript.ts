import type { FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { writeTranscript } from '../../questions/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, textOf } from '../forms.ts'
import { voiceField, type VoiceTyped } from './voice-part.ts'

/** Keeps what the form says of a voice message; what could not be kept comes back with its fault and status. */
export const saveTranscript = async (
  { house, view }: Door,
  request: FastifyRequest,
  to: { readonly opinionId: string; readonly fileId: string },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly typed: VoiceTyped; readonly status: number }> => {
  const form = asForm(request.body)
  const { opinionId, fileId } = to
  const field = voiceField(fileId)
  const text = textOf(form, field)
  const done = await attempt(view(request), async () => {
    const input = { opinionId, attachmentId: fileId, text, from: Number(textOf(form, 'from')) }
    await act(house, actorOf(request), async (scope) => await writeTranscript(scope, input))
  })
  if (done.ok) return { ok: true }
  const { text: ofText, ...others } = done.faults
  return {
    ok: false,
    status: done.status,
    typed: { fileId, text, faults: { ...others, ...(ofText === undefined ? {} : { [field]: ofText }) } },
  }
}
