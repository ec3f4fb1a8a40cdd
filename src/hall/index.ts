// The hall while a session is held: what is spoken of and for how long, questions from the floor, and what was answered,
// noted as it is spoken. Acts carry a key and a moment of the moderator's phone, so a dead network loses none and does
// none twice.
export { actInHall } from './act-in-hall.ts'
export { askFromFloor } from './ask-from-floor.ts'
export {
  floorMinutesEach,
  floorRefusals,
  floorWordsMax,
  noteKinds,
  speakerMax,
  titleMax,
  type About,
  type FloorQuestion,
  type FloorRefusal,
  type FloorState,
  type Hall,
  type HallAct,
  type HallNote,
  type NoteKind,
} from './hall.ts'
export { listFloor, listNotes, readHall, readOwnFloorQuestion } from './hall-views.ts'
