import type { CustomField } from '#features/customfields/custom-field.ts'
import { detailName } from '#features/contacts/web/page/detail-words.ts'
import type { DetailKind } from '#features/contacts/detail.ts'
import type { TextKey, Translate } from '#ui/texts.ts'

/** Where a column may go, in words. */
export interface TargetChoice {
  target: string
  name: string
}

export interface TargetGroup {
  id: string
  name: string
  choices: TargetChoice[]
}

const fieldGroups = {
  names: ['fullName', 'firstName', 'middleName', 'lastName', 'companyName', 'salutation', 'gender', 'title'],
  about: [
    'position',
    'industry',
    'birthday',
    'language',
    'vatId',
    'currency',
    'description',
    'note',
    'entry',
  ],
  order: ['kind', 'type', 'temperature', 'class', 'tags', 'managers', 'visibility'],
} as const
const details: [DetailKind, string[]][] = [
  ['email', ['work', 'home', 'other']],
  ['phone', ['work', 'mobile', 'home', 'direct', 'fax', 'other']],
  ['web', ['work', 'home']],
  ['linkedin', ['work']],
  ['xing', ['work']],
  ['iban', ['work']],
  ['other', ['work']],
]
const addressParts = ['street', 'houseNumber', 'extra', 'postbox', 'postalCode', 'city', 'state', 'country']
const addresses = ['work', 'home', 'billing', 'other']

/** Everything a column can become, in groups; `used` adds what the file's own mapping names beyond them. */
export function targetGroups(t: Translate, fields: CustomField[], used: (string | null)[]): TargetGroup[] {
  const choice = (target: string) => ({ target, name: targetName(t, target, fields) })
  const groups: TargetGroup[] = [
    ...Object.entries(fieldGroups).map(([id, list]) => group(t, id, list.map(choice))),
    group(
      t,
      'reach',
      details.flatMap(([kind, categories]) => categories.map((category) => choice(`${kind}.${category}`))),
    ),
    ...addresses.map((category) =>
      group(
        t,
        `address.${category}`,
        addressParts.map((part) => choice(`address.${category}.${part}`)),
      ),
    ),
    group(
      t,
      'custom',
      fields
        .filter(({ type, retired }) => type !== 'heading' && !retired)
        .map(({ key }) => choice(`custom.${key}`)),
    ),
  ]
  const known = new Set(groups.flatMap(({ choices }) => choices.map(({ target }) => target)))
  const others = [...new Set(used)].filter((target) => target !== null && !known.has(target)) as string[]
  return [...groups, group(t, 'others', others.map(choice))].filter(({ choices }) => choices.length > 0)
}

/** A target in words: Nachname, E-Mail privat, Rechnung an: Ort, Mobil (2). */
export function targetName(t: Translate, target: string, fields: CustomField[]): string {
  const [head = '', category = '', ...more] = target.split('.')
  if (head === 'card') return t('imports.target.card')
  if (head === 'custom') return fields.find(({ key }) => key === category)?.name ?? category
  if (!category) return t(`imports.field.${head}` as TextKey)
  const part = head === 'address' && category !== 'label' ? more.shift() : undefined
  const times = more[0] ? ` (${more[0]})` : ''
  const kind = head as DetailKind
  if (category === 'label')
    return t('imports.target.label', { name: detailName(t, kind, usual(kind)) }) + times
  const name = detailName(t, kind, category === 'any' ? usual(kind) : category)
  const any = category === 'any' && kind !== 'address' ? ` ${t('imports.target.any')}` : ''
  return (part ? `${name}: ${t(`imports.part.${part}` as TextKey)}` : name) + any + times
}

function usual(kind: DetailKind): string {
  return kind === 'phone' || kind === 'address' ? 'other' : 'work'
}

function group(t: Translate, id: string, choices: TargetChoice[]): TargetGroup {
  return { id, name: t(`imports.group.${id}` as TextKey), choices }
}
