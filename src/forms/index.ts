// Phiếu xin ý kiến: drawn up, approved by a second person, answered in the chat, on pages and on paper, counted. Who has
// answered is known by keys of the form's own, which end with it; of anonymous forms no row leads to a person.
export { answeredIn, countAnswers, type AnsweredPerson } from './answered-views.ts'
export { askApproval, approveForm, dropForm, sendBackForm } from './approve-form.ts'
export { checkContent, conditionsOf } from './check-content.ts'
export { checkPaper, sampleOf } from './check-paper.ts'
export type { ContentFault } from './content-fault.ts'
export { closeDueForms, closeForm } from './close-form.ts'
export {
  isOpenKind,
  isQuestion,
  itemKinds,
  itemsOf,
  limits,
  questionsOf,
  sectionOf,
  wordsIn,
  type FormContent,
  type Item as FormItem,
  type ItemKind,
  type Question as FormQuestion,
  type Section as FormSection,
  type Words,
} from './content.ts'
export { draftForm } from './draft-form.ts'
export { eraseFormsOf, moveFormAnswers } from './erase-forms.ts'
export { nextItem, walk, type Value, type Values } from './flow.ts'
export {
  audiences,
  countings,
  formStates,
  hasPendingVersion,
  maySeeInterim,
  namings,
  purposes as formPurposes,
  takesAnswers,
  type Form,
  type FormSettings,
} from './form.ts'
export {
  answeredByDay,
  countNamedAnswersOf,
  draftsOfChat,
  findDraft,
  findForm,
  findFormByCode,
  findFormReceipt,
  formsOfDialogue,
  listForms,
  openFormsOf,
  readContent,
  readVersions,
} from './form-views.ts'
export { dropDraft, forgetOldDrafts, keepDraft } from './keep-draft.ts'
export { formatSlip, makeSlips } from './make-slips.ts'
export { whyNotAnswer } from './may-answer.ts'
export { mixArrivals } from './mix-arrivals.ts'
export { nextPaperNumber, paperFigures, paperToCheck, type PaperFigures, type PaperToCheck } from './paper-views.ts'
export { questionOfOpinion, type QuestionOfOpinion } from './opinion-question-views.ts'
export { questionText } from './question-text.ts'
export { readResults, requireResults } from './read-results.ts'
export { readFormWords } from './results-views.ts'
export type { FormResults, QuestionResults, Shown, SplitTable } from './results-shape.ts'
export { firstFault, placesOf, readTyped, type AnswerFault } from './read-answer.ts'
export { dropPendingVersion, extendForm, saveForm } from './save-form.ts'
export { takeWordsIn } from './take-words-in.ts'
export { submitAnswer, type Submission, type Submitted } from './submit-answer.ts'
