import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** One question or opinion that was handed in. Who wrote it stands in another table, its words in a third. */
export const opinions = pgTable(
  'opinions',
  {
    id: uuid('id').primaryKey(),
    /** Keyed hash of the receipt code; the code itself is sealed, and kept only while its author is known. */
    codeHash: uuid('code_hash').notNull().unique(),
    code: bytes('code'),
    unitId: text('unit_id').notNull(),
    dialogueId: uuid('dialogue_id'),
    opinionClass: text('opinion_class').notNull(),
    naming: text('naming').notNull(),
    /** The name to be shown, sealed; only for those who chose it. */
    shownName: bytes('shown_name'),
    state: text('state').notNull().default('received'),
    channel: text('channel').notNull(),
    enteredBy: uuid('entered_by'),
    language: text('language').notNull(),
    /** For anonymous ones cut to the day. */
    receivedAt: at('received_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
    /**
     * It waits for a person to look before it joins the list; it counts as received all the same. Whether the reason is
     * a flood or a muted author stays unsaid: there are so few muted people that it would point at one of them.
     */
    heldWhy: text('held_why'),
    /** The guard saw a complaint, an emergency and so on in it, and its author said that it is an opinion all the same. */
    guardMark: text('guard_mark'),
    /** Why it stands before older ones in the queue; from words that spell danger or name a sensitive topic. */
    pressing: text('pressing'),
    /** The class that its author chose, once an officer has changed it. */
    statedClass: text('stated_class'),
    /** `waiting` until an officer has decided: `kept` belongs to an item, `refused` has its reason in `opinion_refusals`. */
    triage: text('triage').notNull().default('waiting'),
    triagedAt: at('triaged_at'),
    triagedBy: uuid('triaged_by'),
    /** Ý kiến or kiến nghị; null until somebody has decided. */
    kind: text('kind'),
    /** What it is worked on as, alone or with others that ask the same. */
    itemId: uuid('item_id'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    check(
      'opinions_class',
      sql`${table.opinionClass} in ('livelihood', 'party_building', 'government_building', 'idea', 'question')`,
    ),
    check('opinions_naming', sql`${table.naming} in ('sealed', 'anonymous', 'named')`),
    check('opinions_state', sql`${table.state} in ('received', 'withdrawn', 'erased')`),
    check('opinions_held', sql`${table.heldWhy} in ('review')`),
    check('opinions_pressing', sql`${table.pressing} in ('danger', 'sensitive')`),
    check('opinions_channel', sql`${table.channel} in ('zalo', 'telegram', 'web', 'desk', 'phone', 'paper', 'form')`),
    check('opinions_triage', sql`${table.triage} in ('waiting', 'kept', 'refused')`),
    check('opinions_kept', sql`${table.triage} = 'kept' or ${table.itemId} is null`),
    check('opinions_kind', sql`${table.kind} in ('opinion', 'petition')`),
    check(
      'opinions_guard_mark',
      sql`${table.guardMark} in ('complaint', 'denunciation', 'accusation', 'confidence_vote', 'emergency')`,
    ),
    index('opinions_item').on(table.itemId),
    // Lists go back from the newest; read backwards, because an index of drizzle's `desc` puts nulls last.
    index('opinions_newest')
      .on(table.receivedAt, table.id)
      .where(sql`${table.state} = 'received' and ${table.heldWhy} is null`),
    index('opinions_unit_class').on(table.unitId, table.opinionClass, table.receivedAt, table.id),
    index('opinions_waiting')
      .on(table.unitId, table.receivedAt, table.id)
      .where(sql`${table.triage} = 'waiting' and ${table.state} = 'received'`),
    // Petitions on the building of the Party have a clock of their own.
    index('opinions_party_waiting')
      .on(table.unitId, table.receivedAt)
      .where(
        sql`${table.opinionClass} = 'party_building' and ${table.triage} = 'waiting' and ${table.state} = 'received'`,
      ),
    // What presses is few, and comes first.
    index('opinions_pressing')
      .on(table.unitId)
      .where(
        sql`${table.triage} = 'waiting' and ${table.state} = 'received' and (${table.guardMark} is not null or ${table.pressing} is not null)`,
      ),
    index('opinions_refused')
      .on(table.unitId, table.receivedAt, table.id)
      .where(sql`${table.triage} = 'refused' and ${table.state} = 'received'`),
    index('opinions_held')
      .on(table.unitId, table.receivedAt, table.id)
      .where(sql`${table.heldWhy} is not null and ${table.state} = 'received'`),
    index('opinions_dialogue').on(table.dialogueId, table.receivedAt, table.id),
    index('opinions_unit').on(table.unitId, table.receivedAt, table.id),
  ],
)

/** The words as they were sent, sealed. Never "corrected"; a later wording is a later row. */
export const opinionWordings = pgTable(
  'opinion_wordings',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    source: text('source').notNull(),
    text: bytes('text').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.seq] }),
    check('opinion_wordings_source', sql`${table.source} in ('author', 'officer')`),
  ],
)

/** The link between words and person. Anonymous opinions have no row here. */
export const opinionAuthors = pgTable(
  'opinion_authors',
  {
    opinionId: uuid('opinion_id')
      .primaryKey()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id').notNull(),
    chatId: bigint('chat_id', { mode: 'number' }),
  },
  (table) => [index('opinion_authors_resident').on(table.residentId)],
)

export const opinionAttachments = pgTable(
  'opinion_attachments',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    /** Voices and pictures may show who somebody is: readers beside the Front see them once an officer has released them. */
    releasedAt: at('released_at'),
    releasedBy: uuid('released_by'),
    /** Came as an answer when the Front asked back. */
    askId: uuid('ask_id'),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.seq] }),
    index('opinion_attachments_file').on(table.attachmentId),
  ],
)

/** What was shown another door: only a number is kept, by unit and day. */
export const diversions = pgTable(
  'diversions',
  {
    unitId: text('unit_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    kind: text('kind').notNull(),
    count: integer('count').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.day, table.kind] }),
    check(
      'diversions_kind',
      sql`${table.kind} in ('complaint', 'denunciation', 'accusation', 'confidence_vote', 'emergency')`,
    ),
  ],
)

/**
 * How often one chat has done something within an hour. The key is a keyed hash of chat and kind; rows go when their
 * hour is over, so nothing here tells who wrote what.
 */
export const questionLimits = pgTable(
  'question_limits',
  {
    key: uuid('key').primaryKey(),
    /** Start of the hour. */
    since: at('since').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [index('question_limits_since').on(table.since)],
)

/** What opinions are about, for sorting and for reports. The standard ones have no unit; a unit may add its own. */
export const topics = pgTable(
  'topics',
  {
    id: uuid('id').primaryKey(),
    /** Null: for everybody. */
    unitId: text('unit_id'),
    nameVi: text('name_vi').notNull(),
    nameEn: text('name_en').notNull(),
    /** Words and phrases by which it is suggested, with diacritics. */
    words: jsonb('words').$type<string[]>().notNull().default([]),
    /** Dòng họ, tài sản công, tranh chấp đất đai, cơ sở tôn giáo: looked at with care, first in the queue. */
    isSensitive: boolean('is_sensitive').notNull().default(false),
    position: integer('position').notNull(),
    retiredAt: at('retired_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [unique('topics_name').on(table.unitId, table.nameVi).nullsNotDistinct()],
)

/** What is worked on, put on the agenda and answered: one opinion, or several that ask the same. */
export const items = pgTable(
  'items',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    dialogueId: uuid('dialogue_id'),
    /** "Câu số 12": counted within its session, or within the unit where there is none. */
    number: integer('number').notNull(),
    /** The matter in an officer's neutral words, without names: shown to residents, on the board, in the brief. */
    title: text('title'),
    topicId: uuid('topic_id'),
    opinionClass: text('opinion_class').notNull(),
    kind: text('kind').notNull(),
    /** Degree of influence: how far it reaches, how many households (counted or estimated), and what makes it pressing. */
    reach: text('reach').notNull().default('person'),
    households: integer('households'),
    isRisk: boolean('is_risk').notNull().default(false),
    isHotSpot: boolean('is_hot_spot').notNull().default(false),
    /** Who may decide on it. */
    competence: text('competence').notNull().default('commune'),
    competentBody: text('competent_body'),
    state: text('state').notNull().default('open'),
    /** The item that took its opinions over, while it is `merged`. */
    mergedInto: uuid('merged_into'),
    /** Kept in step in the transaction that changes them. */
    opinionCount: integer('opinion_count').notNull().default(0),
    supportCount: integer('support_count').notNull().default(0),
    /** For the order of queue, brief and agenda; from influence and support. */
    weight: integer('weight').notNull().default(0),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    check(
      'items_class',
      sql`${table.opinionClass} in ('livelihood', 'party_building', 'government_building', 'idea', 'question')`,
    ),
    check('items_kind', sql`${table.kind} in ('opinion', 'petition')`),
    check('items_reach', sql`${table.reach} in ('person', 'households', 'group', 'commune', 'beyond')`),
    check('items_competence', sql`${table.competence} in ('commune', 'province', 'central', 'other')`),
    check('items_state', sql`${table.state} in ('open', 'merged', 'empty')`),
    check('items_merged', sql`(${table.state} = 'merged') = (${table.mergedInto} is not null)`),
    unique('items_number').on(table.unitId, table.dialogueId, table.number).nullsNotDistinct(),
    index('items_dialogue').on(table.dialogueId, table.weight.desc(), table.id),
    index('items_unit').on(table.unitId, table.createdAt, table.id),
    index('items_topic').on(table.topicId),
    // The weightiest of a unit, without sorting all that it was ever asked.
    index('items_weightiest')
      .on(table.unitId, table.weight.desc().nullsLast(), table.id)
      .where(sql`${table.state} = 'open'`),
  ],
)

/** Every move of an opinion from item to item, so that a merging can be told, objected to and undone. */
export const opinionMoves = pgTable(
  'opinion_moves',
  {
    id: uuid('id').primaryKey(),
    /** Moves made with one press of a button; undone together. */
    batchId: uuid('batch_id').notNull(),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    fromItemId: uuid('from_item_id').notNull(),
    toItemId: uuid('to_item_id').notNull(),
    why: text('why').notNull(),
    /** Null when the author did it. */
    movedBy: uuid('moved_by'),
    movedAt: at('moved_at').notNull(),
    /** The author was told that theirs was joined with others. */
    toldAt: at('told_at'),
    objectedAt: at('objected_at'),
    undoneAt: at('undone_at'),
  },
  (table) => [
    check('opinion_moves_why', sql`${table.why} in ('merged', 'split', 'objected', 'undone')`),
    index('opinion_moves_opinion').on(table.opinionId, table.movedAt),
    index('opinion_moves_batch').on(table.batchId),
    index('opinion_moves_to').on(table.toItemId),
    index('opinion_moves_untold')
      .on(table.movedAt, table.opinionId)
      .where(sql`${table.why} = 'merged' and ${table.toldAt} is null and ${table.undoneAt} is null`),
  ],
)

/**
 * Who asks the same without a wording of their own. Counted apart from opinions, each person once for an item, however
 * many of the items joined in it they had supported: each of these stays, so that an undone merging loses none.
 */
export const itemSupports = pgTable(
  'item_supports',
  {
    /** Where it counts now: the item that has taken over the one where they said so. */
    itemId: uuid('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id').notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    /** Where they said so. */
    originItemId: uuid('origin_item_id').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.originItemId, table.residentId] }),
    index('item_supports_item').on(table.itemId),
    index('item_supports_resident').on(table.residentId),
  ],
)

/** Why an opinion was refused, and what came of its author's one contest. Texts are sealed. */
export const opinionRefusals = pgTable(
  'opinion_refusals',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    why: text('why').notNull(),
    /** The officer's own words to the author. */
    words: bytes('words'),
    refusedBy: uuid('refused_by').notNull(),
    refusedAt: at('refused_at').notNull(),
    /** The author was told; nobody is told who is unknown, they read it when they look their code up. */
    toldAt: at('told_at'),
    contestedAt: at('contested_at'),
    contestWords: bytes('contest_words'),
    /** Never who refused. */
    decidedBy: uuid('decided_by'),
    decidedAt: at('decided_at'),
    outcome: text('outcome'),
    outcomeToldAt: at('outcome_told_at'),
    /** Taken back by an officer before anybody contested it. */
    undoneAt: at('undone_at'),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.seq] }),
    check(
      'opinion_refusals_why',
      sql`${table.why} in ('unclear', 'off_topic', 'insult', 'spam', 'other_procedure', 'confidence_vote', 'repeat')`,
    ),
    check('opinion_refusals_outcome', sql`${table.outcome} in ('upheld', 'reopened')`),
    check('opinion_refusals_other_officer', sql`${table.decidedBy} <> ${table.refusedBy}`),
    index('opinion_refusals_untold')
      .on(table.refusedAt)
      .where(sql`${table.toldAt} is null and ${table.undoneAt} is null`),
    index('opinion_refusals_undecided_told')
      .on(table.decidedAt)
      .where(sql`${table.decidedAt} is not null and ${table.outcomeToldAt} is null`),
    index('opinion_refusals_contested')
      .on(table.contestedAt)
      .where(sql`${table.contestedAt} is not null and ${table.decidedAt} is null`),
  ],
)

/** Which officer has an opinion before them now, so that two who work at once are not given the same one. */
export const triageLooks = pgTable('triage_looks', {
  opinionId: uuid('opinion_id')
    .primaryKey()
    .references(() => opinions.id, { onDelete: 'cascade' }),
  officerId: uuid('officer_id').notNull(),
  at: at('at').notNull(),
})

/** A picture that was deleted because it showed an identity paper; its sender is told. */
export const opinionRemovedFiles = pgTable(
  'opinion_removed_files',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    attachmentId: uuid('attachment_id').notNull(),
    removedBy: uuid('removed_by').notNull(),
    removedAt: at('removed_at').notNull(),
    toldAt: at('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.attachmentId] }),
    index('opinion_removed_files_untold')
      .on(table.removedAt)
      .where(sql`${table.toldAt} is null`),
  ],
)

/** Voices that a speech server was asked about, and how often in vain. */
export const voiceAttempts = pgTable('voice_attempts', {
  attachmentId: uuid('attachment_id').primaryKey(),
  attempts: integer('attempts').notNull(),
  dueAt: at('due_at').notNull(),
})

/** What a voice message says, typed by an officer or corrected from a machine's; its author confirms. Both are kept. */
export const opinionTranscripts = pgTable(
  'opinion_transcripts',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    attachmentId: uuid('attachment_id').notNull(),
    seq: integer('seq').notNull(),
    source: text('source').notNull(),
    text: bytes('text').notNull(),
    writtenBy: uuid('written_by'),
    writtenAt: at('written_at').notNull(),
    askedAt: at('asked_at'),
    confirmedAt: at('confirmed_at'),
    rejectedAt: at('rejected_at'),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.attachmentId, table.seq] }),
    check('opinion_transcripts_source', sql`${table.source} in ('officer', 'machine', 'corrected')`),
  ],
)

/** The Front asks an author back through the bot without knowing who it is. Texts are sealed. */
export const opinionAsks = pgTable(
  'opinion_asks',
  {
    id: uuid('id').primaryKey(),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    question: bytes('question').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: at('asked_at').notNull(),
    /** The author has it in their chat; who is unknown reads it when they look their code up. */
    toldAt: at('told_at'),
    answer: bytes('answer'),
    answeredAt: at('answered_at'),
    declinedAt: at('declined_at'),
  },
  (table) => [
    index('opinion_asks_opinion').on(table.opinionId, table.askedAt),
    index('opinion_asks_answered')
      .on(table.askedBy, table.answeredAt)
      .where(sql`${table.answeredAt} is not null`),
    index('opinion_asks_untold')
      .on(table.askedAt)
      .where(sql`${table.toldAt} is null and ${table.answeredAt} is null and ${table.declinedAt} is null`),
  ],
)

/** An author's recorded consent that named readers may know who they are, until a day. Without it nobody does. */
export const disclosures = pgTable(
  'disclosures',
  {
    id: uuid('id').primaryKey(),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    /** What for, in words that the author read. */
    purpose: bytes('purpose').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: at('asked_at').notNull(),
    /** The last day on which they may read it. */
    until: date('until', { mode: 'string' }).notNull(),
    toldAt: at('told_at'),
    state: text('state').notNull().default('asked'),
    answeredAt: at('answered_at'),
    /** What the author gave to be known by: a name, a phone number. Wiped when it ends. */
    identity: bytes('identity'),
    endedAt: at('ended_at'),
  },
  (table) => [
    check('disclosures_state', sql`${table.state} in ('asked', 'granted', 'declined', 'revoked', 'ended')`),
    check('disclosures_identity', sql`${table.state} = 'granted' or ${table.identity} is null`),
    index('disclosures_opinion').on(table.opinionId),
    index('disclosures_untold')
      .on(table.askedAt)
      .where(sql`${table.state} = 'asked' and ${table.toldAt} is null`),
    index('disclosures_until')
      .on(table.until)
      .where(sql`${table.state} in ('asked', 'granted')`),
  ],
)

export const disclosureReaders = pgTable(
  'disclosure_readers',
  {
    disclosureId: uuid('disclosure_id')
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    officerId: uuid('officer_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.disclosureId, table.officerId] })],
)
