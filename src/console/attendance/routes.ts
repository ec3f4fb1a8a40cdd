import type { FastifyInstance } from 'fastify'
import type { Door } from '../door.ts'
import { councilRoutes } from './council-routes.ts'
import { doorRoutes } from './door-routes.ts'
import { invitationRoutes } from './invitation-routes.ts'

/** Who comes: the door, the invitations, and the calendar of council sessions. */
export const attendanceRoutes = (app: FastifyInstance, door: Door): void => {
  doorRoutes(app, door)
  invitationRoutes(app, door)
  councilRoutes(app, door)
}
