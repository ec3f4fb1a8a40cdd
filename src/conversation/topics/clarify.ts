import type { CommandWord } from '../words/command-words.ts'
import type { Topic } from '../turn.ts'

type State = { readonly word: CommandWord; readonly argument?: string; readonly text: string }

/** Asks whether a text was meant as a word for the bot or as something to pass on. */
export const clarifyTopic: Topic = {
  name: 'clarify',
  async begin(turn, opening) {
    const text = opening.input?.kind === 'text' ? opening.input.text : ''
    const state: State = {
      word: opening.word ?? 'MENU',
      text,
      ...(opening.argument === undefined ? {} : { argument: opening.argument }),
    }
    turn.ask({
      text: turn.phrase('conversation:clarify.question'),
      choices: [
        { label: turn.phrase(`conversation:word.${state.word}`) },
        { label: turn.phrase(state.word === 'DUNG' ? 'conversation:clarify.keep' : 'conversation:clarify.passOn') },
      ],
      state,
    })
  },
  async answer(turn, raw, input) {
    if (input.kind !== 'choice') return false
    const state = raw as State
    const whole = { kind: 'text', text: state.text } as const
    if (input.number === 2 && state.word === 'DUNG') turn.tell(turn.phrase('conversation:clarify.kept'))
    else if (input.number === 2) await turn.goTo('opinion', { input: whole })
    else
      await turn.goTo(`word:${state.word}`, {
        word: state.word,
        input: whole,
        ...(state.argument === undefined ? {} : { argument: state.argument }),
      })
    return true
  },
}
