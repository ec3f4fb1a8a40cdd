import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

// The words stand in the units' room as well (`unit.ts`), which this one may not enter; the compiler compares them.
type UnitLevel = 'country' | 'province' | 'commune' | 'group'
type UnitType =
  | 'country'
  | 'city'
  | 'province'
  | 'ward'
  | 'commune'
  | 'special_zone'
  | 'township'
  | 'village'
  | 'ward_group'
type Share = 'whole' | 'part' | 'rest' | 'unknown'

/**
 * Places: the country, provinces, communes, and villages and ward groups below them. A row holds from `valid_from`
 * up to but without `valid_until`; a merger closes rows and opens new ones, nothing is renamed in place.
 */
export const units = pgTable(
  'units',
  {
    /** The official code for provinces and communes (with the year where a closed unit had it), ours for groups. */
    id: text('id').primaryKey(),
    code: text('code'),
    parentId: text('parent_id').references((): AnyPgColumn => units.id),
    /** From the country down to the unit itself: a unit and all below it is `path @> array[id]`. */
    path: text('path').array().notNull(),
    level: text('level').$type<UnitLevel>().notNull(),
    type: text('type').$type<UnitType>().notNull(),
    name: text('name').notNull(),
    fullName: text('full_name').notNull(),
    folded: text('folded').notNull(),
    population: integer('population'),
    areaKm2: doublePrecision('area_km2'),
    voters: integer('voters'),
    validFrom: date('valid_from').notNull(),
    validUntil: date('valid_until'),
  },
  (table) => [
    index('units_path').using('gin', table.path),
    index('units_parent').on(table.parentId, table.folded),
    // A merged unit may take the code of one that closes the same day: only one of them has no end.
    uniqueIndex('units_code')
      .on(table.code)
      .where(sql`${table.validUntil} is null`),
    // Two villages of one commune may not be called the same.
    uniqueIndex('units_sibling')
      .on(table.parentId, table.type, table.name)
      .where(sql`${table.validUntil} is null`),
    check('units_level', sql`${table.level} in ('country', 'province', 'commune', 'group')`),
    check(
      'units_type',
      sql`${table.type} in ('country', 'city', 'province', 'ward', 'commune', 'special_zone', 'township', 'village', 'ward_group')`,
    ),
    check('units_validity', sql`${table.validUntil} > ${table.validFrom}`),
    check('units_top', sql`(${table.level} = 'country') = (${table.parentId} is null)`),
    check('units_figures', sql`${table.population} >= 0 and ${table.voters} >= 0 and ${table.areaKm2} > 0`),
  ],
)

/** Every name by which a unit is found, its own and those of units that it took over. */
export const unitNames = pgTable(
  'unit_names',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'current' | 'old' | 'alias'>().notNull(),
    type: text('type').$type<UnitType>().notNull(),
    /** With the word for the kind: "Phường Cống Vị". */
    fullName: text('full_name').notNull(),
    /** Without it, folded: "cong vi". */
    folded: text('folded').notNull(),
    /** District and province of the name; empty where there was none. */
    district: text('district').notNull().default(''),
    districtFolded: text('district_folded').notNull().default(''),
    province: text('province').notNull().default(''),
    provinceFolded: text('province_folded').notNull().default(''),
    /** How much of the old unit came here; null for the unit's own names. */
    share: text('share').$type<Share>(),
    /** From when the name leads here. */
    since: date('since').notNull(),
    source: text('source').notNull(),
  },
  (table) => [
    uniqueIndex('unit_names_once').on(table.unitId, table.kind, table.fullName, table.district, table.province),
    index('unit_names_folded').on(table.folded),
    index('unit_names_similar').using('gin', table.folded.op('gin_trgm_ops')),
    check('unit_names_kind', sql`${table.kind} in ('current', 'old', 'alias')`),
    check('unit_names_share', sql`${table.share} in ('whole', 'part', 'rest', 'unknown')`),
    check('unit_names_old', sql`(${table.kind} = 'old') = (${table.share} is not null)`),
  ],
)

/** What became of a unit since the service knows it: who took it over, how much of it, from which day. */
export const unitChanges = pgTable(
  'unit_changes',
  {
    id: uuid('id').primaryKey(),
    fromId: text('from_id')
      .notNull()
      .references(() => units.id),
    toId: text('to_id')
      .notNull()
      .references(() => units.id),
    share: text('share').$type<Share>().notNull(),
    effectiveOn: date('effective_on').notNull(),
    /** The resolution that orders it. */
    source: text('source').notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    uniqueIndex('unit_changes_once').on(table.fromId, table.toId, table.effectiveOn),
    index('unit_changes_effective').on(table.effectiveOn),
    check('unit_changes_share', sql`${table.share} in ('whole', 'part', 'rest', 'unknown')`),
  ],
)

type NetworkKind = 'zalo_group' | 'telegram_group' | 'loudspeaker' | 'notice_board' | 'house_visits' | 'sms' | 'other'

/** By which network the community of a village or ward group agreed to be told, and the minutes that say so. */
export const unitNetworks = pgTable(
  'unit_networks',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    kind: text('kind').$type<NetworkKind>().notNull(),
    /** What it is called or where it stands; empty where the kind says enough. */
    name: text('name').notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    minutesNumber: text('minutes_number').notNull(),
    minutesDate: date('minutes_date', { mode: 'string' }).notNull(),
    /** The minutes themselves, an attachment; null while nobody has put them up. */
    minutesFile: uuid('minutes_file'),
    /** The first day on which it holds no more; null while it holds. */
    endedOn: date('ended_on', { mode: 'string' }),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    check(
      'unit_networks_kind',
      sql`${table.kind} in ('zalo_group', 'telegram_group', 'loudspeaker', 'notice_board', 'house_visits', 'sms', 'other')`,
    ),
    check('unit_networks_ended', sql`${table.endedOn} >= ${table.since}`),
    index('unit_networks_unit').on(table.unitId),
  ],
)
