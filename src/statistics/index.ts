// Statistics: sessions by tier, type, rhythm and year, figures of years before the service as documents give them, and
// what is heard of whom. A figure of several years or of a merged unit is told as it stands and never divided.
export { columnTitles, readPastFile, type FileFault } from './read-past-file.ts'
export {
  figureColumns,
  readFigure,
  wordFields,
  type FigureColumn,
  type FigureFault,
  type FigureField,
} from './read-figure.ts'
export {
  countSheetsAsked,
  figuresOf,
  findSheet,
  listSheets,
  type ListedSheet,
  type SourcedFigure,
} from './past-views.ts'
export {
  countings,
  electedBodies,
  measures,
  pastLevels,
  pastMax,
  rhythms,
  sessionTypes,
  type KeptFigure,
  type PastFigure,
  type PastSheet,
} from './past.ts'
export { templateGuide } from './template-guide.ts'
export { periodStatistics, type PeriodStatistics } from './period-statistics.ts'
export { figureWords } from './figure-words.ts'
export {
  levels,
  sessionsBehind,
  type HeldSession,
  type Level,
  type Period,
  type SessionFigure,
} from './session-figures-views.ts'
export {
  addFigures,
  approveSheet,
  askSheetApproval,
  openSheet,
  removeFigure,
  removeSheet,
  sendBackSheet,
} from './write-past.ts'
export { renewSheet, withdrawSheet } from './withdraw-past.ts'
export {
  bodyCandidates,
  candidates,
  isWorthy,
  isWorthyBody,
  usualCriteria,
  type BodyCandidate,
  type Candidate,
  type Criteria,
} from './commendation-views.ts'
export { formerUnits, type FormerUnit } from './former-units-views.ts'
export { countHeard } from './count-heard.ts'
export { countedAheadAt, heardBelow, heardIn, type Heard, type HeardUnit } from './heard-views.ts'
export { publicFigures, publicLeast, type PublicFigures, type Shown } from './public-figures.ts'
