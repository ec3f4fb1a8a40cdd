import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'
import { chats } from './channels.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const officers = pgTable(
  'officers',
  {
    id: uuid('id').primaryKey(),
    /** What they sign in with, folded to lower case; chosen by who adds them. */
    login: text('login').notNull().unique(),
    name: text('name').notNull(),
    title: text('title'),
    language: text('language').notNull().default('vi'),
    /** argon2id in PHC form; null until the officer has chosen one. */
    passwordHash: text('password_hash'),
    totpSecret: bytes('totp_secret'),
    totpLastStep: integer('totp_last_step'),
    disabledAt: at('disabled_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [check('officers_language', sql`${table.language} in ('vi', 'en')`)],
)

/** A role on a unit and what lies below it. One person may hold several. */
export const officerRoles = pgTable(
  'officer_roles',
  {
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officers.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    unitId: text('unit_id').notNull(),
    grantedAt: at('granted_at').notNull(),
    grantedBy: uuid('granted_by'),
    /** Half-open: from `granted_at` until here. */
    revokedAt: at('revoked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.officerId, table.role, table.unitId, table.grantedAt] }),
    check(
      'officer_roles_role',
      sql`${table.role} in ('admin', 'front_officer', 'approver', 'leader', 'responder', 'group_head', 'supervisor')`,
    ),
    index('officer_roles_unit').on(table.unitId, table.role),
  ],
)

/** A browser that is signed in; only the keyed hash of its cookie is kept. */
export const officerSessions = pgTable(
  'officer_sessions',
  {
    id: uuid('id').primaryKey(),
    tokenHash: uuid('token_hash').notNull().unique(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officers.id, { onDelete: 'cascade' }),
    /** What the officer recognises the device by: browser and system, no address. */
    device: text('device').notNull(),
    createdAt: at('created_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [index('officer_sessions_officer').on(table.officerId)],
)

/** A token for programs (`Authorization: Bearer`); shown once, kept as a keyed hash. */
export const officerTokens = pgTable(
  'officer_tokens',
  {
    id: uuid('id').primaryKey(),
    tokenHash: uuid('token_hash').notNull().unique(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officers.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    createdAt: at('created_at').notNull(),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  (table) => [index('officer_tokens_officer').on(table.officerId)],
)

/** One-time links: the first set-up, an invitation, a forgotten password. */
export const officerLinks = pgTable(
  'officer_links',
  {
    tokenHash: uuid('token_hash').primaryKey(),
    purpose: text('purpose').notNull(),
    officerId: uuid('officer_id').references(() => officers.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [check('officer_links_purpose', sql`${table.purpose} in ('first_set_up', 'invitation', 'new_password')`)],
)

export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officers.id, { onDelete: 'cascade' }),
    codeHash: uuid('code_hash').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [primaryKey({ columns: [table.officerId, table.codeHash] })],
)

/**
 * Failed tries by what they were tried at: a login (known or not, so that nobody learns which), an address, a second
 * factor. The bucket is a keyed hash; nothing tells whose it is.
 */
export const officerThrottle = pgTable(
  'officer_throttle',
  {
    bucket: uuid('bucket').primaryKey(),
    failures: integer('failures').notNull(),
    lockedUntil: at('locked_until'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [index('officer_throttle_updated').on(table.updatedAt)],
)

/** The chat that an officer is sent sign-in links to: one, confirmed in the chat and on the page. Goes with the chat. */
export const officerChats = pgTable('officer_chats', {
  officerId: uuid('officer_id')
    .primaryKey()
    .references(() => officers.id, { onDelete: 'cascade' }),
  chatId: bigint('chat_id', { mode: 'number' })
    .notNull()
    .unique()
    .references(() => chats.id, { onDelete: 'cascade' }),
  accountId: text('account_id').notNull(),
  linkedAt: at('linked_at').notNull(),
})

/** A code that an officer sends to the bot; once the chat has said yes to it, it waits for the page to say yes too. */
export const officerChatCodes = pgTable('officer_chat_codes', {
  officerId: uuid('officer_id')
    .primaryKey()
    .references(() => officers.id, { onDelete: 'cascade' }),
  codeHash: uuid('code_hash').notNull().unique(),
  expiresAt: at('expires_at').notNull(),
  chatId: bigint('chat_id', { mode: 'number' }).references(() => chats.id, { onDelete: 'cascade' }),
  accountId: text('account_id'),
  claimedAt: at('claimed_at'),
})

/** One-time links for signing in, good in the browser that asked for them alone. */
export const officerSignInLinks = pgTable(
  'officer_sign_in_links',
  {
    tokenHash: uuid('token_hash').primaryKey(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officers.id, { onDelete: 'cascade' }),
    /** Keyed hash of a cookie of that browser. */
    browserHash: uuid('browser_hash').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [index('officer_sign_in_links_officer').on(table.officerId)],
)

/** Who an officer is to the identity provider: linked while signed in, never guessed from an e-mail. */
export const officerIdentities = pgTable(
  'officer_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => officers.id, { onDelete: 'cascade' }),
    linkedAt: at('linked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('officer_identities_officer').on(table.officerId),
  ],
)
