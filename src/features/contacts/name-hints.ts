import { isFirstName, usualGender } from '#kernel/first-names.ts'
import { fold } from '#kernel/fold.ts'
import { spelledName } from '#kernel/spelled-name.ts'
import type { Hint, Hinted } from './hints.ts'

/** What is probably wrong with how somebody is called. */
export function nameHints(contact: Hinted): Hint[] {
  if (contact.kind === 'company') return companyHints(contact.companyName)
  return [...genderHints(contact), ...swapHints(contact), ...spellingHints(contact)]
}

function genderHints({ salutation, firstName }: Hinted): Hint[] {
  if (!firstName || (salutation !== 'ms' && salutation !== 'mr')) return []
  const usual = { f: 'ms', m: 'mr' } as const
  const gender = usualGender(firstName)
  if (!gender || usual[gender] === salutation) return []
  return [
    {
      path: 'salutation',
      code: 'salutation.gender',
      values: { name: firstName },
      fix: [{ path: 'salutation', value: usual[gender] }],
    },
  ]
}

/** `Müller, Anna` in one field, or Anna where Müller belongs. */
function swapHints({ firstName, lastName }: Hinted): Hint[] {
  const swapped = (first: string, last: string): Hint[] => [
    {
      path: 'lastName',
      code: 'name.swapped',
      values: { first, last },
      fix: [
        { path: 'firstName', value: first },
        { path: 'lastName', value: last },
      ],
    },
  ]
  const whole = firstName ? (lastName ? '' : firstName) : (lastName ?? '')
  const [, last, first] = /^([^,]+),\s*([^,]+)$/.exec(whole) ?? []
  if (last && first) return swapped(first.trim(), last.trim())
  if (!firstName || !lastName) return []
  const isSwapped = COMMON.has(fold(firstName)) && isFirstName(lastName) && !isFirstName(firstName)
  return isSwapped ? swapped(lastName, firstName) : []
}

/** The commonest surnames that are no first names. */
const COMMON = new Set(
  `muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolff schroder
  neumann schwarz zimmermann braun kruger hofmann hartmann lange schmitt schmitz krause meier lehmann schmid schulze maier kohler
  herrmann konig mayer huber kaiser fuchs scholz weiss jung hahn schubert vogel keller berger frank winkler roth beck baumann
  bohm schuster gruber hubner pichler moser steiner wimmer eder yilmaz kaya mueller schaefer schroeder krueger boehm`.split(
    /\s+/,
  ),
)

function spellingHints({ firstName, lastName }: Hinted): Hint[] {
  const fields = [
    ['firstName', firstName],
    ['lastName', lastName],
  ] as const
  return fields.flatMap(([path, value]) => {
    const mended = value ? spelledName(value) : null
    if (!value || mended === null) return []
    const code = value === value.toLowerCase() ? ('name.small' as const) : ('name.shouted' as const)
    return [{ path, code, values: { mended }, fix: [{ path, value: mended }] }]
  })
}

/** Firms may call themselves BASF or dm; several long words in capitals come from an old machine. */
function companyHints(name: string | null): Hint[] {
  const words = (name ?? '').split(/\s+/).filter((word) => /^\p{L}{5,}/u.test(word))
  if (!name || words.length < 2 || name !== name.toUpperCase()) return []
  const mended = name.replaceAll(/\p{L}[\p{L}'’]{3,}/gu, (word) => spelledName(word) ?? word)
  return [
    {
      path: 'companyName',
      code: 'name.shouted',
      values: { mended },
      fix: [{ path: 'companyName', value: mended }],
    },
  ]
}
