/** Rooms that erase what they keep of a person, when they are told to. */
export const erasedPlaces = [
  'answers',
  'attendance',
  'broadcasts',
  'conclusions',
  'conversation',
  'desk',
  'forms',
  'handover',
  'inbox',
  'outbox',
  'preparation',
  'questions',
  'requests',
  'web-chat',
] as const
export type ErasedPlace = (typeof erasedPlaces)[number]

type Fate =
  /** A room's eraser does it. */
  | { readonly by: ErasedPlace }
  /** `eraseResident` does it itself. */
  | { readonly by: 'residents' }
  /** It stays, because it leads to nobody any more or must be kept. */
  | { readonly kept: string }

/** Every column that leads to a person, and what an erasure does with it. A test holds the database against this. */
export const erasureMap: Readonly<Record<string, Fate>> = {
  'residents.id': { by: 'residents' },
  'contacts.chat_id': { by: 'residents' },
  'contacts.resident_id': { by: 'residents' },
  'consents.resident_id': { by: 'residents' },
  'link_codes.resident_id': { by: 'residents' },
  'link_guesses.chat_id': { by: 'residents' },
  'resident_organisations.resident_id': { by: 'residents' },
  'number_entries.resident_id': { by: 'residents' },
  'unit_questions.resident_id': { by: 'residents' },
  'chats.id': { by: 'residents' },
  'chats.lookup': { by: 'residents' },
  'conversations.chat_id': { by: 'conversation' },
  'inbox.chat_lookup': { by: 'inbox' },
  'outbox.chat_id': { by: 'outbox' },
  'opinion_authors.resident_id': { by: 'questions' },
  'opinion_authors.chat_id': { by: 'questions' },
  'item_supports.resident_id': { by: 'questions' },
  'item_supports.chat_id': { by: 'questions' },
  'opinion_wordings.opinion_id': { by: 'questions' },
  'opinion_attachments.attachment_id': { by: 'questions' },
  'handover_opinions.opinion_id': { by: 'handover' },
  'desk_threads.chat_id': { by: 'desk' },
  'desk_threads.resident_id': { by: 'desk' },
  'web_messages.chat_key': { by: 'web-chat' },
  'web_visitors.chat_key': { by: 'web-chat' },
  'broadcast_recipients.chat_id': { by: 'broadcasts' },
  'attendances.resident_id': { by: 'attendance' },
  'attendance_reminders.resident_id': { by: 'attendance' },
  'officer_chats.chat_id': {
    kept: 'an officer’s own chat for signing in, no resident’s matter; the row goes with the chat, or on the account page',
  },
  'officer_chat_codes.chat_id': { kept: 'a chat that an officer is linking; goes with the chat, or after ten minutes' },
  'form_arrivals.resident_id': { by: 'forms' },
  'form_answers.resident_id': { by: 'forms' },
  'form_drafts.chat_id': { by: 'forms' },
  'class_invitations.resident_id': { by: 'preparation' },
  'answer_tellings.resident_id': { by: 'answers' },
  'answer_ratings.resident_id': { by: 'answers' },
  'item_reopenings.resident_id': { by: 'answers' },
  'handover_tellings.resident_id': { by: 'handover' },
  'conclusion_tellings.resident_id': { by: 'conclusions' },
  'dialogue_requests.author_id': { by: 'requests' },
  'dialogue_request_joins.resident_id': { by: 'requests' },
  'dialogue_request_joins.same_resident_id': { by: 'requests' },
  'voter_checks.resident_id': { by: 'requests' },
  'officer_identities.subject': {
    kept: 'an officer’s own account at the identity provider; ended on the account page',
  },
  'attendance_invitations.person': {
    kept: 'somebody invited by name, whom no chat leads to: an officer strikes the line, and all names leave after the retention',
  },
  'data_requests.subject': {
    kept: 'a keyed hash of an id that is gone: proves that the request was met, and names nobody',
  },
  'question_limits.key': { kept: 'a keyed hash with a count; forgotten when its hour is over' },
  'inbox_history.chat_lookup': {
    kept: 'a keyed hash without a text; its month is dropped by the retention of history',
  },
  'outbox_history.chat_id': {
    kept: 'a number whose chat is gone, without a text; its month is dropped by the retention of history',
  },
}

// Places outside of these tables: jobs hold ids only; audit and logs hold no names, numbers or texts; an update in the
// spool enters the inbox within seconds and is erased from it; exports are made when asked for and not kept; backups are
// encrypted and kept as long as the operator says, and a restored one must have later erasures repeated.
