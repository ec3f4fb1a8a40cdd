import { organisations, organisationsOf, switchOrganisation } from '../../residents/index.ts'
import type { Topic, TurnContext } from '../turn.ts'

const name = 'organisations'

const ask = async (turn: TurnContext, residentId: string): Promise<void> => {
  const own = await organisationsOf(turn.scope.tx, residentId)
  const choices = organisations.map((one) => {
    const organisation = turn.phrase(`residents:organisation.${one}`)
    const state = own.includes(one) ? 'residents:organisations.on' : 'residents:organisations.off'
    return { label: turn.phrase(state, { organisation }) }
  })
  const done = { label: turn.phrase('residents:organisations.done') }
  turn.ask({ text: turn.phrase('residents:organisations.question'), choices: [...choices, done], state: {} }, name)
}

/** Of which organisations the resident says to be a member: each switched by its number, never asked by us. */
export const organisationsTopic: Topic = {
  name,
  words: ['DOANTHE'],
  async begin(turn) {
    if (!turn.resident) return await turn.goTo('welcome')
    if (!turn.resident.consents.includes('notices')) {
      return turn.tell(turn.phrase('residents:organisations.noNotices'))
    }
    await ask(turn, turn.resident.id)
  },
  async answer(turn, _state, input) {
    const { resident } = turn
    if (input.kind !== 'choice' || !resident) return false
    const organisation = organisations[input.number - 1]
    if (!organisation) {
      turn.close()
      turn.tell(turn.phrase('residents:organisations.saved'))
      return true
    }
    const isMember = !(await organisationsOf(turn.scope.tx, resident.id)).includes(organisation)
    await switchOrganisation(turn.scope, { organisation, isMember })
    await ask(turn, resident.id)
    return true
  },
}
