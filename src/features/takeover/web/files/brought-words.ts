import { formatExact, formatMoment } from '#ui/format.ts'
import type { Translate } from '#ui/texts.ts'
import type { BroughtFile, BroughtItem } from '../../brought.ts'

/** What a file is, in a line: what the only item in it is called, or how much of what it holds. */
export function nameOf(t: Translate, { counts, items, name }: BroughtFile): string {
  const [only] = items
  const total = counts.mail + counts.task + counts.appointment + counts.contact
  if (only && total === 1) return only.head.title || t('takeover.files.untitled')
  return countWords(t, counts) || name
}

/** 3 Mails, 12 Termine. */
export function countWords(t: Translate, counts: BroughtFile['counts']): string {
  return (['mail', 'appointment', 'task', 'contact'] as const)
    .filter((area) => counts[area] > 0)
    .map((area) => t(`takeover.files.count.${area}`, { count: counts[area] }))
    .join(', ')
}

/** With whom and when, of the only item of a file. */
export function factsOf(t: Translate, item: BroughtItem): string {
  const { head, area, at } = item
  const person = head.outgoing ? head.people[0] : head.from
  const who = person ? person.name || person.email : ''
  const when = area === 'mail' ? formatMoment(at) : head.start === null ? '' : wall(head.start)
  const whose = who && t(head.outgoing ? 'takeover.files.to' : 'takeover.files.from', { name: who })
  return [area === 'mail' ? whose : '', when].filter(Boolean).join(' · ')
}

/** A wall clock, or a day. */
function wall(start: string): string {
  return start.length > 10 ? formatMoment(start) : formatExact(start)
}
