import type { Random } from '../../bench/random.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { freeMail, mobileOf, subjectOf, unshared, type Firm, type Person } from './people.ts'

// What happens to a person on the way through address books: the error profile of the measured set.

/** Seven ways to write one number. */
export function notation(random: Random): (area: string, trunk: string, extension: string) => string {
  const way = random.below(7)
  return (area, trunk, extension) => {
    const [bare, dash] = [area.slice(1), extension === '' ? '' : `-${extension}`]
    switch (way) {
      case 0:
        return `${area} ${trunk}${dash}`
      case 1:
        return `+49 ${bare} ${trunk}${extension}`
      case 2:
        return `+49 (0)${bare} ${trunk}${dash}`
      case 3:
        return `0049${bare}${trunk}${extension}`
      case 4:
        return `Tel. ${area}/${trunk}${extension === '' ? '' : ` DW ${extension}`}`
      case 5:
        return `49 ${bare} ${trunk}${extension}`
      default:
        return `(${area}) ${trunk.replaceAll(/(\d\d)(?=\d)/g, '$1 ')}${extension === '' ? '' : ` App. ${extension}`}`
    }
  }
}

/** The same person once more, as somebody else's address book has it; nothing new of it is `taken` by others. */
export function corrupted(
  random: Random,
  person: Person,
  { elsewhere, taken }: { elsewhere: () => Firm; taken: Set<string> },
): Subject {
  let { first, last } = person
  const copy: Person = { ...person, emails: [...person.emails] }
  if (random.chance(0.015)) copy.firm = elsewhere()
  if (copy.firm !== person.firm)
    copy.emails = copy.emails.filter((email) => !email.endsWith(`@${person.firm.domain}`))
  if (random.chance(0.45)) copy.emails = []
  else if (random.chance(0.1)) copy.emails = [unshared(taken, () => freeMail(random, first, last))]
  if (random.chance(0.2)) copy.mobile = null
  else if (copy.mobile !== null && random.chance(0.03)) copy.mobile = unshared(taken, () => mobileOf(random))
  if (random.chance(0.25)) copy.extension = null
  if (random.chance(0.5)) copy.birthday = null
  if (random.chance(0.5)) copy.address = false
  if (random.chance(0.5)) copy.salutation = null
  if (random.chance(0.35)) [first, last] = [transliterated(first), transliterated(last)]
  if (random.chance(0.1)) last = misheard(random, last)
  if (random.chance(0.12)) {
    if (random.chance(0.7)) last = mistyped(random, last)
    else first = mistyped(random, first)
  }
  if (random.chance(0.12)) first = `${first.charAt(0)}.`
  if (random.chance(0.05)) [first, last] = [last, first]
  const subject = subjectOf({ ...copy, first, last }, notation(random))
  return { ...subject, companyName: firmText(random, copy.firm) }
}

/**
 * Somebody new, written as carelessly as everybody else. Without the address of a post: what a shared info@ means is
 * laid down in the hard pairs.
 */
export function newcomer(random: Random, person: Person): Subject {
  const first = random.chance(0.12) ? `${person.first.charAt(0)}.` : person.first
  const emails = random.chance(0.45) ? [] : person.emails.filter((email) => !email.startsWith('info@'))
  return {
    ...subjectOf({ ...person, first, emails }, notation(random)),
    companyName: firmText(random, person.firm),
  }
}

function firmText(random: Random, firm: Firm): string | null {
  if (random.chance(0.04)) return null
  if (random.chance(0.35)) return firm.name
  const name = random.chance(0.05) ? mistyped(random, firm.name) : firm.name
  return [name, firm.form.replace('GmbH & Co. KG', random.one(['GmbH & Co. KG', 'GmbH + Co KG', 'GmbH']))]
    .join(' ')
    .trim()
}

export function transliterated(text: string): string {
  return text
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('Ü', 'Ue')
    .replaceAll('ß', 'ss')
}

/** One letter left out, doubled, swapped with its neighbour or hit beside. */
function mistyped(random: Random, text: string): string {
  if (text.length < 4) return text
  const at = 1 + random.below(text.length - 2)
  const [before, letter, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)]
  switch (random.below(4)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + after.charAt(0) + letter + after.slice(1)
    default:
      return before + random.one([...'aeinrstlmo']) + after
  }
}

const HEARD: [RegExp, string][] = [
  [/ei/, 'ai'],
  [/ai/, 'ei'],
  [/ie/, 'i'],
  [/mann$/, 'man'],
  [/ck/, 'k'],
  [/tt/, 't'],
  [/dt$/, 't'],
  [/ll/, 'l'],
  [/ff/, 'f'],
  [/th/, 't'],
  [/h(?=[lmnr])/, ''],
  [/z$/, 'tz'],
  [/ss|ß/, 's'],
  [/v/, 'f'],
  [/k/, 'ck'],
  [/er$/, 'ar'],
]

/** Written down as it was heard on the telephone. */
function misheard(random: Random, text: string): string {
  const fitting = HEARD.filter(([sound]) => sound.test(text))
  if (fitting.length === 0) return text
  const [sound, written] = random.one(fitting)
  return text.replace(sound, written)
}
