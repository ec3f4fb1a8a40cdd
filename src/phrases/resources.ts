import access from '../../locales/vi/access.json' with { type: 'json' }
import answers from '../../locales/vi/answers.json' with { type: 'json' }
import api from '../../locales/vi/api.json' with { type: 'json' }
import artefacts from '../../locales/vi/artefacts.json' with { type: 'json' }
import attachments from '../../locales/vi/attachments.json' with { type: 'json' }
import attendance from '../../locales/vi/attendance.json' with { type: 'json' }
import audit from '../../locales/vi/audit.json' with { type: 'json' }
import broadcasts from '../../locales/vi/broadcasts.json' with { type: 'json' }
import channels from '../../locales/vi/channels.json' with { type: 'json' }
import console from '../../locales/vi/console.json' with { type: 'json' }
import conversation from '../../locales/vi/conversation.json' with { type: 'json' }
import clocks from '../../locales/vi/clocks.json' with { type: 'json' }
import webhooks from '../../locales/vi/webhooks.json' with { type: 'json' }
import conclusions from '../../locales/vi/conclusions.json' with { type: 'json' }
import documents from '../../locales/vi/documents.json' with { type: 'json' }
import desk from '../../locales/vi/desk.json' with { type: 'json' }
import dialogues from '../../locales/vi/dialogues.json' with { type: 'json' }
import errors from '../../locales/vi/errors.json' with { type: 'json' }
import forms from '../../locales/vi/forms.json' with { type: 'json' }
import formBuilder from '../../locales/vi/form-builder.json' with { type: 'json' }
import formChat from '../../locales/vi/form-chat.json' with { type: 'json' }
import formHall from '../../locales/vi/form-hall.json' with { type: 'json' }
import formPaper from '../../locales/vi/form-paper.json' with { type: 'json' }
import formResults from '../../locales/vi/form-results.json' with { type: 'json' }
import formWeb from '../../locales/vi/form-web.json' with { type: 'json' }
import hall from '../../locales/vi/hall.json' with { type: 'json' }
import items from '../../locales/vi/items.json' with { type: 'json' }
import officers from '../../locales/vi/officers.json' with { type: 'json' }
import overview from '../../locales/vi/overview.json' with { type: 'json' }
import privacy from '../../locales/vi/privacy.json' with { type: 'json' }
import plainLanguage from '../../locales/vi/plain-language.json' with { type: 'json' }
import handover from '../../locales/vi/handover.json' with { type: 'json' }
import plans from '../../locales/vi/plans.json' with { type: 'json' }
import preparation from '../../locales/vi/preparation.json' with { type: 'json' }
import questions from '../../locales/vi/questions.json' with { type: 'json' }
import receipts from '../../locales/vi/receipts.json' with { type: 'json' }
import reports from '../../locales/vi/reports.json' with { type: 'json' }
import requests from '../../locales/vi/requests.json' with { type: 'json' }
import residents from '../../locales/vi/residents.json' with { type: 'json' }
import retention from '../../locales/vi/retention.json' with { type: 'json' }
import rules from '../../locales/vi/rules.json' with { type: 'json' }
import sealed from '../../locales/vi/sealed.json' with { type: 'json' }
import statistics from '../../locales/vi/statistics.json' with { type: 'json' }
import triage from '../../locales/vi/triage.json' with { type: 'json' }
import units from '../../locales/vi/units.json' with { type: 'json' }
import web from '../../locales/vi/web.json' with { type: 'json' }
import enAccess from '../../locales/en/access.json' with { type: 'json' }
import enAnswers from '../../locales/en/answers.json' with { type: 'json' }
import enApi from '../../locales/en/api.json' with { type: 'json' }
import enArtefacts from '../../locales/en/artefacts.json' with { type: 'json' }
import enAttachments from '../../locales/en/attachments.json' with { type: 'json' }
import enAttendance from '../../locales/en/attendance.json' with { type: 'json' }
import enAudit from '../../locales/en/audit.json' with { type: 'json' }
import enBroadcasts from '../../locales/en/broadcasts.json' with { type: 'json' }
import enChannels from '../../locales/en/channels.json' with { type: 'json' }
import enConsole from '../../locales/en/console.json' with { type: 'json' }
import enConversation from '../../locales/en/conversation.json' with { type: 'json' }
import enClocks from '../../locales/en/clocks.json' with { type: 'json' }
import enWebhooks from '../../locales/en/webhooks.json' with { type: 'json' }
import enConclusions from '../../locales/en/conclusions.json' with { type: 'json' }
import enDocuments from '../../locales/en/documents.json' with { type: 'json' }
import enDesk from '../../locales/en/desk.json' with { type: 'json' }
import enDialogues from '../../locales/en/dialogues.json' with { type: 'json' }
import enErrors from '../../locales/en/errors.json' with { type: 'json' }
import enForms from '../../locales/en/forms.json' with { type: 'json' }
import enFormBuilder from '../../locales/en/form-builder.json' with { type: 'json' }
import enFormChat from '../../locales/en/form-chat.json' with { type: 'json' }
import enFormHall from '../../locales/en/form-hall.json' with { type: 'json' }
import enFormPaper from '../../locales/en/form-paper.json' with { type: 'json' }
import enFormResults from '../../locales/en/form-results.json' with { type: 'json' }
import enFormWeb from '../../locales/en/form-web.json' with { type: 'json' }
import enHall from '../../locales/en/hall.json' with { type: 'json' }
import enItems from '../../locales/en/items.json' with { type: 'json' }
import enOfficers from '../../locales/en/officers.json' with { type: 'json' }
import enOverview from '../../locales/en/overview.json' with { type: 'json' }
import enPrivacy from '../../locales/en/privacy.json' with { type: 'json' }
import enPlainLanguage from '../../locales/en/plain-language.json' with { type: 'json' }
import enHandover from '../../locales/en/handover.json' with { type: 'json' }
import enPlans from '../../locales/en/plans.json' with { type: 'json' }
import enPreparation from '../../locales/en/preparation.json' with { type: 'json' }
import enQuestions from '../../locales/en/questions.json' with { type: 'json' }
import enReceipts from '../../locales/en/receipts.json' with { type: 'json' }
import enReports from '../../locales/en/reports.json' with { type: 'json' }
import enRequests from '../../locales/en/requests.json' with { type: 'json' }
import enResidents from '../../locales/en/residents.json' with { type: 'json' }
import enRetention from '../../locales/en/retention.json' with { type: 'json' }
import enRules from '../../locales/en/rules.json' with { type: 'json' }
import enSealed from '../../locales/en/sealed.json' with { type: 'json' }
import enStatistics from '../../locales/en/statistics.json' with { type: 'json' }
import enTriage from '../../locales/en/triage.json' with { type: 'json' }
import enUnits from '../../locales/en/units.json' with { type: 'json' }
import enWeb from '../../locales/en/web.json' with { type: 'json' }

export const vi = {
  access,
  answers,
  api,
  artefacts,
  attachments,
  attendance,
  audit,
  broadcasts,
  channels,
  console,
  conversation,
  desk,
  dialogues,
  errors,
  'form-builder': formBuilder,
  'form-chat': formChat,
  'form-hall': formHall,
  'form-paper': formPaper,
  'form-results': formResults,
  'form-web': formWeb,
  forms,
  hall,
  items,
  officers,
  overview,
  privacy,
  'plain-language': plainLanguage,
  clocks,
  webhooks,
  conclusions,
  documents,
  handover,
  plans,
  preparation,
  questions,
  receipts,
  reports,
  requests,
  residents,
  retention,
  rules,
  sealed,
  statistics,
  triage,
  units,
  web,
}

export const en = {
  access: enAccess,
  answers: enAnswers,
  api: enApi,
  artefacts: enArtefacts,
  attachments: enAttachments,
  attendance: enAttendance,
  audit: enAudit,
  broadcasts: enBroadcasts,
  channels: enChannels,
  console: enConsole,
  conversation: enConversation,
  desk: enDesk,
  dialogues: enDialogues,
  errors: enErrors,
  'form-builder': enFormBuilder,
  'form-chat': enFormChat,
  'form-hall': enFormHall,
  'form-paper': enFormPaper,
  'form-results': enFormResults,
  'form-web': enFormWeb,
  forms: enForms,
  hall: enHall,
  items: enItems,
  officers: enOfficers,
  overview: enOverview,
  privacy: enPrivacy,
  'plain-language': enPlainLanguage,
  clocks: enClocks,
  webhooks: enWebhooks,
  conclusions: enConclusions,
  documents: enDocuments,
  handover: enHandover,
  plans: enPlans,
  preparation: enPreparation,
  questions: enQuestions,
  receipts: enReceipts,
  reports: enReports,
  requests: enRequests,
  residents: enResidents,
  retention: enRetention,
  rules: enRules,
  sealed: enSealed,
  statistics: enStatistics,
  triage: enTriage,
  units: enUnits,
  web: enWeb,
}
