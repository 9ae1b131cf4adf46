import { sql } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { changeUser } from './users.ts'
import { hashSecret, newSecret } from './secrets.ts'
import type { UsersDb } from './tables.ts'

type Purpose = 'invitation' | 'password'

const HOURS: Record<Purpose, number> = { invitation: 7 * 24, password: 2 }

/** Mails a link that lets its owner set a password, once. Older links of the user end with it. */
export async function mailOnceLink(
  tx: Tx<UsersDb>,
  house: House,
  purpose: Purpose,
  user: { id: string; email: string; name: string; language: Language },
): Promise<void> {
  const { secret, hash } = newSecret()
  await tx.deleteFrom('onceLink').where('userId', '=', user.id).execute()
  await tx
    .insertInto('onceLink')
    .values({
      tokenHash: hash,
      purpose,
      userId: user.id,
      expiresAt: sql<string>`now() + ${HOURS[purpose]} * interval '1 hour'`,
    })
    .execute()
  const path = purpose === 'invitation' ? 'invitation' : 'new-password'
  const link = `${house.config.publicUrl}/${path}#${secret}`
  await house.mail.put(tx as never, { to: user.email, ...letter(purpose, user.language, user.name, link) })
}

/** Sets the password of whoever holds the link, ends the link and all sessions; returns the user's id. */
export async function redeemOnceLink(
  tx: Tx<UsersDb>,
  purpose: Purpose,
  given: { token: string; password: string; name?: string | undefined },
): Promise<string> {
  const link = await tx
    .deleteFrom('onceLink')
    .where('tokenHash', '=', hashSecret(given.token))
    .where('purpose', '=', purpose)
    .where(sql<boolean>`expires_at > now()`)
    .returning('userId')
    .executeTakeFirst()
  if (!link) throw new Problem('conflict', 'link.over', 'This link was used already, or is too old.')
  const by: By = { id: link.userId, name: '', role: 'user', principals: [], language: 'de', via: 'web' }
  const change = { password: given.password, ...(given.name ? { name: given.name } : {}) }
  const user = await changeUser(tx, by, { id: link.userId, change })
  if (!user.active) throw new Problem('conflict', 'user.inactive', 'This account was deactivated.')
  return user.id
}

function letter(
  purpose: Purpose,
  language: Language,
  name: string,
  link: string,
): { subject: string; text: string } {
  const letters = {
    invitation: {
      de: {
        subject: 'Ihr Zugang zu Kontor',
        text: `Guten Tag ${name},\n\nfür Sie wurde ein Zugang zu Kontor angelegt. Hier legen Sie Ihr Passwort fest (sieben Tage gültig):\n\n${link}\n`,
      },
      en: {
        subject: 'Your access to Kontor',
        text: `Hello ${name},\n\nsomebody set up access to Kontor for you. Choose your password here (valid for seven days):\n\n${link}\n`,
      },
    },
    password: {
      de: {
        subject: 'Neues Passwort für Kontor',
        text: `Guten Tag ${name},\n\nhier legen Sie ein neues Passwort fest (zwei Stunden gültig):\n\n${link}\n\nHaben Sie das nicht angefordert, ist nichts zu tun.\n`,
      },
      en: {
        subject: 'New password for Kontor',
        text: `Hello ${name},\n\nchoose a new password here (valid for two hours):\n\n${link}\n\nIf you did not ask for this, there is nothing to do.\n`,
      },
    },
  }
  return letters[purpose][language]
}
