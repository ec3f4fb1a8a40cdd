import multipart from '@fastify/multipart'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { isAppError } from '../kernel/errors.ts'
import { accountRoutes } from './account/routes.ts'
import { announcementRoutes } from './announcements/routes.ts'
import { answerRoutes } from './answers/routes.ts'
import { artefactRoutes } from './artefacts/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { attendanceRoutes } from './attendance/routes.ts'
import { mountAssets } from './assets.ts'
import { channelRoutes } from './channels/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { dialogueRequestRoutes } from './dialogue-requests/routes.ts'
import { dialogueRoutes } from './dialogues/routes.ts'
import { contentPolicy, permissions } from './browser-policies.ts'
import type { ConsoleOptions, Door } from './door.ts'
import { sendPage } from './forms.ts'
import { auditRefusal, mountGuard } from './guard.ts'
import { formHallRoutes } from './form-hall/routes.ts'
import { formPaperRoutes } from './form-paper/routes.ts'
import { formResultRoutes } from './form-results/routes.ts'
import { formRoutes } from './forms/routes.ts'
import { hallRoutes } from './hall/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { itemRoutes } from './items/routes.ts'
import { listRoutes } from './lists/routes.ts'
import { officerRoutes } from './officers/routes.ts'
import { overviewRoutes } from './overview/routes.ts'
import { plainLanguageRoutes } from './plain-language/routes.ts'
import { handoverRoutes } from './handovers/routes.ts'
import { planRoutes } from './plans/routes.ts'
import { preparationRoutes } from './preparation/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { questionRoutes } from './questions/routes.ts'
import { failedPage, forbiddenPage, missingPage } from './refusal-pages.ts'
import { registerRoutes } from './register/routes.ts'
import { conclusionRoutes } from './conclusions/routes.ts'
import { templateRoutes } from './documents/template-routes.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { synthesisRoutes } from './syntheses/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { lawRoutes } from './rules/law-routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { clockRoutes } from './clocks/routes.ts'
import { retentionRoutes } from './rules/retention-routes.ts'
import { ruleRoutes } from './rules/routes.ts'
import { sealedRoutes } from './sealed/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { setUpRoutes } from './set-up/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { triageRoutes } from './triage/routes.ts'
import { unitRoutes } from './units/routes.ts'
import { explainError } from './explain-error.ts'
import { viewOf } from './view.ts'

const largestFile = 20 * 1_048_576

/** The officers' door, to be mounted under `/console`. */
export const createConsole =
  (options: ConsoleOptions): FastifyPluginAsync =>
  async (app) => {
    const { house } = options
    const isSecure = options.publicUrl?.startsWith('https:') ?? false
    const door: Door = {
      ...options,
      cookies: { isSecure },
      address: (path) => `${options.publicUrl ?? options.localUrl}${path}`,
      view: (request) => viewOf(request, house.clock.now()),
    }
    await app.register(multipart, {
      attachFieldsToBody: 'keyValues',
      limits: { fileSize: largestFile, files: 1, fields: 200, fieldSize: 262_144, parts: 220 },
      throwFileSizeLimit: true,
    })

    const onError = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const view = door.view(request)
      if (isAppError(error) && error.code === 'FORBIDDEN') {
        await auditRefusal(house, request, 'verb')
        return await sendPage(reply, forbiddenPage(view), 403)
      }
      if (isAppError(error) && error.code === 'NOT_FOUND') {
        // Another unit's record answers like one that never was; who tries ids shows in the book.
        await auditRefusal(house, request, 'missing')
        return await sendPage(reply, missingPage(view), 404)
      }
      const { status, title, sentence } = explainError(view, request, error)
      return await sendPage(reply, failedPage(view, title, sentence), status)
    }
    app.setErrorHandler(onError)
    app.setNotFoundHandler(async (request, reply) => await sendPage(reply, missingPage(door.view(request)), 404))
    app.addHook('onSend', async (_request, reply, payload) => {
      if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', contentPolicy())
      // Within the console a form has to show where it comes from.
      reply.header('referrer-policy', 'same-origin')
      reply.header('cross-origin-opener-policy', 'same-origin')
      if (!reply.hasHeader('permissions-policy')) reply.header('permissions-policy', permissions())
      return payload
    })
    mountGuard(app, { house, cookies: door.cookies, publicUrl: options.publicUrl })
    mountAssets(app)
    signInRoutes(app, door)
    setUpRoutes(app, door)
    homeRoutes(app, door)
    dialogueRoutes(app, door)
    dialogueRequestRoutes(app, door)
    announcementRoutes(app, door)
    attendanceRoutes(app, door)
    artefactRoutes(app, door)
    preparationRoutes(app, door)
    planRoutes(app, door)
    handoverRoutes(app, door)
    reportRoutes(app, door)
    conclusionRoutes(app, door)
    templateRoutes(app, door)
    synthesisRoutes(app, door)
    statisticsRoutes(app, door)
    questionRoutes(app, door)
    privacyRoutes(app, door)
    overviewRoutes(app, door)
    hallRoutes(app, door)
    formRoutes(app, door)
    formResultRoutes(app, door)
    formPaperRoutes(app, door)
    formHallRoutes(app, door)
    sealedRoutes(app, door)
    searchRoutes(app, door)
    listRoutes(app, door)
    triageRoutes(app, door)
    itemRoutes(app, door)
    answerRoutes(app, door)
    plainLanguageRoutes(app, door)
    deskRoutes(app, door)
    registerRoutes(app, door)
    channelRoutes(app, door)
    ruleRoutes(app, door)
    retentionRoutes(app, door)
    lawRoutes(app, door)
    clockRoutes(app, door)
    webhookRoutes(app, door)
    accountRoutes(app, door)
    officerRoutes(app, door)
    unitRoutes(app, door)
    auditRoutes(app, door)
  }
