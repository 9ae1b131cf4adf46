import type { MailsDb } from '#features/mails/server/tables.ts'

/** The sync engine has no tables of its own: accounts, collections, links, conflicts and the log stand in `groupware`. */
export type SyncDb = MailsDb
