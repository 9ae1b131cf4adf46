import { sql } from 'kysely'
import webPush from 'web-push'
import { readCountry } from '#features/settings/server/settings.ts'
import { uuids } from '#platform/access.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import { callOut } from '#platform/outgoing.ts'
import { ownZone } from '../own-zone.ts'
import type { PushPayload } from '../push.ts'
import { details, headline } from '../wording.ts'
import { pushKeys } from './push-keys.ts'
import { readTold } from './read-told.ts'
import type { ToldTo } from './read-told.ts'
import { recordLink } from './record-link.ts'
import type { NotificationsDb } from './tables.ts'

const AT_ONCE = 20
/** After so many tries over some hours a message is too old to matter. */
const ATTEMPTS = 6
/** A push service keeps it so long for a browser that is not there. */
const DAY = 86_400

/** Sends what waits to the push services of the browsers. */
export const sendPushes: MinuteChore = {
  name: 'push messages',
  after: 'notification.created',
  async run(house) {
    while ((await sendSome(house)) === AT_ONCE);
  },
}

/** A message and where it goes. */
interface Waiting {
  notificationId: string
  subscriptionId: string
  attempts: number
  endpoint: string
  p256dh: string
  auth: string
}

async function sendSome(house: House): Promise<number> {
  const db = house.db as Database<NotificationsDb>
  const waiting = await claim(db)
  if (waiting.length === 0) return 0
  const country = await readCountry(db)
  const keys = await pushKeys(db, house.config)
  const ids = [...new Set(waiting.map((message) => message.notificationId))]
  const told = await db.transaction().execute((tx) => readTold(tx, uuids(ids)))
  await Promise.all(
    waiting.map(async (message) => {
      const about = told.find(({ id }) => id === message.notificationId)
      const outcome = about ? await send(house, keys, message, payloadOf(about, country)) : 'taken'
      await settle(db, message, outcome)
    }),
  )
  return waiting.length
}

/**
 * Takes messages for two minutes: whoever took them and crashed leaves them to the next try. Then a push service may
 * get one twice, under the same topic and tag, so that the browser shows it once.
 */
async function claim(db: Database<NotificationsDb>): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    update push_message m set attempts = m.attempts + 1, next_at = now() + interval '2 minutes'
    from push_subscription s, (
      select notification_id, subscription_id from push_message
      where next_at <= now() order by next_at limit ${AT_ONCE} for update skip locked) due
    where m.notification_id = due.notification_id and m.subscription_id = due.subscription_id
      and s.id = m.subscription_id
    returning m.notification_id, m.subscription_id, m.attempts, s.endpoint, s.p256dh, s.auth`.execute(db)
  return rows
}

function payloadOf(told: ToldTo, country: string): PushPayload {
  const { language, preferences } = told.reader
  const reader = { language, timeZone: ownZone(preferences, country) }
  // A push service takes 4096 bytes (RFC 8030, 7.2); a glance needs less.
  const body = details(told, reader).join('\n').slice(0, 500)
  return { title: headline(told, reader).slice(0, 200), body, url: recordLink('', told), tag: told.id }
}

type Outcome = 'taken' | 'gone' | 'later'

async function send(
  house: House,
  keys: { publicKey: string; privateKey: string },
  { endpoint, p256dh, auth, notificationId }: Waiting,
  payload: PushPayload,
): Promise<Outcome> {
  const { config, log } = house
  try {
    const subscription = { endpoint, keys: { p256dh, auth } }
    const { headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(payload), {
      vapidDetails: { subject: subjectOf(config), ...keys },
      TTL: DAY,
      urgency: 'high',
      topic: notificationId.replaceAll('-', ''),
    })
    const call = { headers, body, isPrivateAllowed: config.privatePush }
    const { status } = await callOut(endpoint, call)
    if (status >= 200 && status < 300) return 'taken'
    if (status === 404 || status === 410) return 'gone'
    log.warn({ status, host: new URL(endpoint).host }, 'a push service refused a message')
    return status === 429 || status >= 500 ? 'later' : 'taken'
  } catch (error) {
    log.warn({ err: error, host: URL.parse(endpoint)?.host }, 'a push service was not reached')
    return 'later'
  }
}

/** Whom a push service may write to when something is wrong (RFC 8292, 2.1). */
function subjectOf({ publicUrl, mail }: House['config']): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:${mail.from ?? 'kontor@localhost'}`
}

async function settle(db: Database<NotificationsDb>, message: Waiting, outcome: Outcome): Promise<void> {
  const { notificationId, subscriptionId, attempts } = message
  if (outcome === 'gone') {
    await db.deleteFrom('pushSubscription').where('id', '=', subscriptionId).execute()
  } else if (outcome === 'taken' || attempts >= ATTEMPTS) {
    await db
      .deleteFrom('pushMessage')
      .where('notificationId', '=', notificationId)
      .where('subscriptionId', '=', subscriptionId)
      .execute()
  } else {
    await db
      .updateTable('pushMessage')
      .set({ nextAt: sql<string>`now() + ${attempts * attempts * attempts} * interval '1 minute'` })
      .where('notificationId', '=', notificationId)
      .where('subscriptionId', '=', subscriptionId)
      .execute()
  }
}
