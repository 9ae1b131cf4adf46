import { componentText, linesOf, newLine, readComponents, setLine, setLines } from '../ical/component.ts'
import type { Component } from '../ical/component.ts'
import { parseVCards } from '#kernel/vcard-read.ts'
import { writeVCard } from '#kernel/vcard-write.ts'
import type { CardItem } from '../card-item.ts'
import { applyFields } from './apply-fields.ts'
import { photoLine } from './card-photo.ts'
import type { PhotoBytes } from './card-photo.ts'
import { readCard } from './read-card.ts'
import { revision } from './write-card.ts'

/** The received card with only these fields of the item in it; what nobody here knows stays line by line. */
export function editCard(
  text: string,
  item: CardItem,
  fields: readonly (keyof CardItem)[],
  { now, language = 'de' }: { now: number; language?: 'de' | 'en' },
): string {
  return edit(text, now, (card, version) => {
    applyFields(
      card,
      { before: readCard({ properties: card.lines }), after: item, fields },
      { version, language },
    )
  })
}

/** The received card with another picture, or (null) without one. */
export function editPhoto(text: string, photo: PhotoBytes | null, { now }: { now: number }): string {
  return edit(text, now, (card, version) => {
    // Apple keeps where a picture was cut, Google where it lies.
    for (const name of ['X-ABCROP-RECTANGLE', 'X-GOOGLE-PHOTO']) setLine(card, name)
    const line = photo && photoLine(photo, version)
    setLines(card, 'PHOTO', line ? [newLine(line.name, line.value, line.params)] : [])
  })
}

function edit(text: string, now: number, work: (card: Component, version: '3.0' | '4.0') => void): string {
  const card = readComponents(text).find(({ name }) => name === 'VCARD')
  if (!card) throw new Error('No card')
  const version = linesOf(card, 'VERSION')[0]?.value.trim()
  // vCard 2.1 has other rules for every line; nobody serves it any more.
  if (version === '2.1') return edit(modern(text), now, work)
  const was = componentText(card)
  work(card, version === '4.0' ? '4.0' : '3.0')
  if (was === componentText(card)) return text
  // One only: some books take a second for a broken card.
  setLine(card, revision(version ?? '3.0', now))
  return componentText(card)
}

function modern(text: string): string {
  const [card] = parseVCards(text)
  return writeVCard({ version: '3.0', properties: card?.properties ?? [] })
}
