import { roles } from '../kernel/actor.ts'
import type { Command } from './command.ts'

const officer = { type: 'string', required: true, value: 'ID', about: 'id or login of the officer' } as const
const passphraseFile = { type: 'string', value: 'FILE', about: 'file whose first line is the passphrase' } as const

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'set-up-link',
    about: 'a one-time link for the very first officer',
    options: {},
    load: async () => (await import('./set-up-link.ts')).makeLinkForFirst,
  },
  {
    name: 'officer add',
    about: 'enters an officer; prints the id and a one-time link to choose a password',
    options: {
      name: { type: 'string', required: true, value: 'NAME', about: 'as people know them: "Nguyễn Thị Hoa"' },
      role: {
        type: 'string',
        multiple: true,
        required: true,
        value: 'ROLE',
        about: `one or more of ${roles.join(', ')}`,
      },
      unit: { type: 'string', value: 'CODE', about: 'where the roles hold, with all below; not needed for admin' },
      login: { type: 'string', value: 'LOGIN', about: 'made from the name unless given' },
      title: { type: 'string', value: 'TITLE', about: 'position' },
      language: { type: 'string', value: 'vi|en', about: 'Vietnamese unless given' },
    },
    load: async () => (await import('./officer-add.ts')).addOfficerByLine,
  },
  {
    name: 'officer list',
    about: 'officers with their roles',
    options: { unit: { type: 'string', value: 'CODE', about: 'only those with a role on this unit or below' } },
    load: async () => (await import('./officer-list.ts')).listOfficersByLine,
  },
  {
    name: 'officer link',
    about: 'a one-time link with which an officer chooses a password anew',
    options: { officer },
    load: async () => (await import('./officer-link.ts')).makeLinkByLine,
  },
  {
    name: 'officer token',
    about: 'a token for a program that works in an officer’s name; shown once',
    options: { officer, label: { type: 'string', value: 'TEXT', about: 'what it is for; "nhip-cau" unless given' } },
    load: async () => (await import('./officer-token.ts')).issueTokenByLine,
  },
  {
    name: 'units import',
    about: 'brings provinces, communes and old names in: from the package, or better data from a CSV file',
    options: {
      file: { type: 'string', value: 'FILE', about: 'units or old names as CSV' },
      'effective-on': { type: 'string', value: 'YYYY-MM-DD', about: 'since when the file holds' },
      source: { type: 'string', value: 'TEXT', about: 'where the file comes from: a resolution, an office' },
    },
    load: async () => (await import('./units-import.ts')).importUnitsByLine,
  },
  {
    name: 'units search',
    about: 'finds units by any spelling, old names too',
    words: 'TEXT',
    options: { limit: { type: 'string', value: 'N', about: 'at most that many; 10 unless given' } },
    load: async () => (await import('./units-search.ts')).searchUnitsByLine,
  },
  {
    name: 'verify',
    about:
      'what anybody may know of a receipt (12 digits) or a notice (6 digits); of a receipt’s file, whether it proves its words',
    words: 'CODE|FILE',
    options: {
      root: { type: 'string', value: 'HEX', about: 'of a file: a root that was noted or printed elsewhere' },
    },
    load: async () => (await import('./verify.ts')).verifyByLine,
  },
  {
    name: 'verify log',
    about: 'makes the receipts’ logs anew from words and salts, and names what was changed, removed or moved',
    options: {},
    load: async () => (await import('./verify-log.ts')).verifyLogByLine,
  },
  {
    name: 'audit verify',
    about: 'walks the whole audit chain; with a head that was noted elsewhere, proves that nothing before it changed',
    options: {
      head: { type: 'string', value: 'HASH', about: 'a head that /verify/chain showed: 64 hexadecimal digits' },
    },
    load: async () => (await import('./audit-verify.ts')).verifyAuditByLine,
  },
  {
    name: 'sealed open',
    about: 'opens sealed letters away from the service, with the key files of two readers',
    options: {
      from: { type: 'string', required: true, value: 'FILE', about: 'the letters as a reader downloaded them' },
      key: {
        type: 'string',
        multiple: true,
        required: true,
        value: 'FILE',
        about: 'a reader’s key file; twice or more',
      },
    },
    load: async () => (await import('./sealed-open.ts')).openSealedByLine,
  },
  {
    name: 'migrate',
    about: 'brings the schema up to these sources',
    options: {},
    load: async () => (await import('./migrate.ts')).migrateByLine,
  },
  {
    name: 'backup',
    about: 'writes everything into one encrypted file, while the service goes on',
    options: {
      to: { type: 'string', required: true, value: 'FILE', about: 'must not be there yet' },
      'passphrase-file': passphraseFile,
    },
    load: async () => (await import('./backup.ts')).backUpByLine,
  },
  {
    name: 'restore',
    about: 'fills an empty service from a backup; the service must be stopped',
    options: {
      from: { type: 'string', required: true, value: 'FILE', about: 'a file of `nhip-cau backup`' },
      'passphrase-file': passphraseFile,
    },
    load: async () => (await import('./restore.ts')).restoreByLine,
  },
  {
    name: 'doctor',
    about: 'looks at everything the service needs and says what to mend; changes nothing',
    options: { online: { type: 'boolean', about: 'also asks whether Telegram and Zalo can be reached' } },
    load: async () => (await import('./doctor.ts')).examine,
  },
]
