import { sql } from 'kysely'
import { readCountry } from '#features/settings/server/settings.ts'
import { uuids } from '#platform/access.ts'
import { transaction } from '#platform/database.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import { ownZone } from '../own-zone.ts'
import { letterOf } from '../wording.ts'
import { recordLink } from './record-link.ts'
import { readTold } from './read-told.ts'
import type { NotificationsDb } from './tables.ts'

const AT_ONCE = 50

/** Writes waiting notifications as mail, into the outbox. */
export const mailNotifications: MinuteChore = {
  name: 'notification mails',
  after: 'notification.created',
  async run(house) {
    const db = house.db as Database<NotificationsDb>
    const country = await readCountry(db)
    while ((await transaction(db, (tx) => mailSome(tx, house, country))) === AT_ONCE);
    house.mail.soon()
  },
}

/** Takes some off the list and puts their letters into the outbox, in this one transaction; says how many. */
async function mailSome(tx: Tx<NotificationsDb>, house: House, country: string): Promise<number> {
  const { rows } = await sql<{ notificationId: string }>`
    delete from notification_mail where notification_id in (
      select notification_id from notification_mail order by notification_id
      limit ${AT_ONCE} for update skip locked)
    returning notification_id`.execute(tx)
  // Without a mail server they would only fill the outbox.
  if (rows.length === 0 || !house.mail.configured) return rows.length
  const settings = `${house.config.publicUrl}/settings/notifications`
  for (const told of await readTold(tx, uuids(rows.map((row) => row.notificationId)))) {
    const reader = { ...told.reader, timeZone: ownZone(told.reader.preferences, country) }
    const letter = letterOf(told, reader, { link: recordLink(house.config.publicUrl, told), settings })
    await house.mail.put(tx as never, { to: told.reader.email, ...letter })
  }
  return rows.length
}
