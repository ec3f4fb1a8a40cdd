import type { FastifyInstance } from 'fastify'
import type { Door } from '../door.ts'
import { agendaRoutes } from './agenda-routes.ts'
import { briefRoutes } from './brief-routes.ts'
import { checklistRoutes } from './checklist-routes.ts'
import { participantRoutes } from './participant-routes.ts'
import { planRoutes } from './plan-routes.ts'
import { requestRoutes } from './request-routes.ts'
import { scriptRoutes } from './script-routes.ts'

/** The preparation of a session, part by part. */
export const preparationRoutes = (app: FastifyInstance, door: Door): void => {
  checklistRoutes(app, door)
  planRoutes(app, door)
  agendaRoutes(app, door)
  participantRoutes(app, door)
  requestRoutes(app, door)
  scriptRoutes(app, door)
  briefRoutes(app, door)
}
