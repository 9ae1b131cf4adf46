import type { FieldsData } from '@kenjiuno/msgreader'
import { normaliseEmail } from '#kernel/email.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { photoLine, photoMark } from '#kernel/groupware/card/card-photo.ts'
import type { PhotoBytes } from '#kernel/groupware/card/card-photo.ts'
import { fullName } from '#kernel/groupware/card/read-card.ts'
import { factUid } from '#kernel/groupware/fact-uid.ts'
import { readCountry } from '#kernel/region-names.ts'
import { dayText } from '#kernel/wall.ts'
import { wallAt } from '#kernel/zone-clock.ts'
import type { Msg } from './open-msg.ts'
import { SETS, textOf, timeOf } from './open-msg.ts'

/** A contact out of Outlook ([MS-OXOCNTC]) with its picture; undefined for one that names nobody. */
export function cardOfMsg(msg: Msg, zone: string): { item: CardItem; photo?: PhotoBytes } | undefined {
  const { text } = msg
  const emails = [0x80_83, 0x80_93, 0x80_a3]
    .map((id) => normaliseEmail(textOf(msg.named(SETS.address, id))).toLowerCase())
    .filter((value) => /^[^\s@/]+@[^\s@]+$/.test(value))
  const named = {
    title: text(0x3a45),
    firstName: text(0x3a06),
    middleName: text(0x3a44),
    lastName: text(0x3a11),
    suffix: text(0x3a05),
    company: text(0x3a16),
    emails: [...new Set(emails)].map((value) => ({ category: 'work' as const, value })),
  }
  const displayName = fullName(named) || text(0x3001) || text(0x0037)
  if (displayName === '') return undefined
  const photo = photoIn(msg)
  const item: CardItem = {
    uid: factUid('msg', [displayName, named.company, emails.join(' ')]),
    ...named,
    displayName,
    department: text(0x3a18),
    position: text(0x3a17),
    phones: PHONES.map(([tag, category]) => ({ category, value: text(tag) })).filter(
      ({ value }) => value !== '',
    ),
    websites: [text(0x3a51), text(0x3a50)].filter(Boolean),
    addresses: addressesOf(msg),
    birthday: birthdayOf(msg, zone),
    note: textOf(msg.fields.body),
    categories: msg.categories(),
    photo: photo ? photoMark([photoLine(photo, '3.0')]) : null,
    kontorId: null,
  }
  return photo ? { item, photo } : { item }
}

const PHONES: readonly [number, CardItem['phones'][number]['category']][] = [
  [0x3a08, 'work'],
  [0x3a1c, 'mobile'],
  [0x3a1b, 'work'],
  [0x3a57, 'work'],
  [0x3a1a, 'work'],
  [0x3a09, 'home'],
  [0x3a2f, 'home'],
  [0x3a1e, 'mobile'],
  [0x3a1f, 'other'],
  [0x3a24, 'fax'],
  [0x3a25, 'fax'],
  [0x3a23, 'fax'],
]

/** That of work has names of its own set, those of home and elsewhere tags. */
function addressesOf(msg: Msg): CardItem['addresses'] {
  const work = [0x80_45, 0x80_48, 0x80_46, 0x80_47, 0x80_49].map((id) => textOf(msg.named(SETS.address, id)))
  const home = [0x3a5d, 0x3a5b, 0x3a59, 0x3a5c, 0x3a5a].map(msg.text)
  const other = [0x3a63, 0x3a61, 0x3a5f, 0x3a62, 0x3a60].map(msg.text)
  return (
    [
      ['work', work],
      ['home', home],
      ['other', other],
    ] as const
  ).flatMap(([category, parts]) => {
    const [road = '', postalCode = '', city = '', state = '', nation = ''] = parts
    const street = road.replaceAll(/\s*\n\s*/g, ', ')
    if (![street, postalCode, city].some(Boolean)) return []
    return [{ category, street, postalCode, city, state, country: readCountry(nation) ?? nation }]
  })
}

/** Newer versions write the day as a clock; older ones as the instant it began where the user was. */
function birthdayOf(msg: Msg, zone: string): string | null {
  const local = timeOf(msg.named(SETS.address, 0x80_de))
  if (local !== undefined) return dayText(local)
  const at = msg.time(0x3a42)
  if (at === undefined) return null
  return dayText(at % 86_400_000 === 0 ? at : wallAt(at, zone))
}

function photoIn(msg: Msg): PhotoBytes | undefined {
  const isPicture = ({ fileName, name }: FieldsData) =>
    /^ContactPicture\.(jpe?g|png|gif)$/i.test(fileName ?? name ?? '')
  const found = msg.fields.attachments?.find(isPicture)
  if (!found) return undefined
  const type = /png$/i.test(found.fileName ?? '')
    ? 'image/png'
    : /gif$/i.test(found.fileName ?? '')
      ? 'image/gif'
      : 'image/jpeg'
  return { type, bytes: msg.bytesOf(found) }
}
