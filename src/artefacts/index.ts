// What goes out besides messages, all of it drawn from a session's record as people were told of it: poster, picture,
// text to be read aloud, text and counted link for a group's chat, sound file, and the proof that notice was given.
export { drawPoster } from './draw-poster.ts'
export { renderCard } from './draw-card.ts'
export { publicLinks, type PublicLinks } from './public-links.ts'
export { sheetOf, type SessionSheet } from './session-sheet.ts'
export { countOpening } from './count-opening.ts'
export { groupText } from './group-text.ts'
export { listGroupLinks, type GroupLink } from './group-link-views.ts'
export { openGroupLinks } from './open-group-links.ts'
export { takeTold, type ToldSession } from './take-told.ts'
export {
  digestOfProof,
  provenKinds,
  type NoticeProof,
  type ProvenGroup,
  type ProvenNotice,
  type ProvenOfficer,
} from './proof/proof.ts'
export { footings } from './proof/counting-ways.ts'
export { drawUpProof } from './proof/draw-up-proof.ts'
export { keepProof, type KeptProof } from './proof/keep-proof.ts'
export { keptProofs } from './proof/kept-proof-views.ts'
export { loudspeakerPlaces, loudspeakerText, type LoudspeakerPlace, type LoudspeakerText } from './loudspeaker.ts'
export { digestOfHeard } from './sound/heard-facts.ts'
export { keepSound } from './sound/keep-sound.ts'
export { removeSound } from './sound/remove-sound.ts'
export { soundExtensions } from './sound/sound-kinds.ts'
export { soundOf, type SessionSound } from './sound/sound-views.ts'
