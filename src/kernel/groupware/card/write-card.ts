import { isoInstant } from '#kernel/zone-clock.ts'
import { componentText, newLine } from '../ical/component.ts'
import type { Component } from '../ical/component.ts'
import type { CardItem } from '../card-item.ts'
import { CARD_FIELDS } from '../card-item.ts'
import { photoLine } from './card-photo.ts'
import type { PhotoBytes } from './card-photo.ts'
import { applyFields } from './apply-fields.ts'
import type { CardStyle } from './new-card-lines.ts'
import { readCard } from './read-card.ts'

/** A card for others to read; 3.0 is what every server takes. The picture is given apart. */
export function writeCard(
  item: CardItem,
  {
    version = '3.0',
    language = 'de',
    now,
    photo,
  }: Partial<CardStyle> & { now: number; photo?: PhotoBytes | undefined },
): string {
  const style: CardStyle = { version, language }
  const card: Component = { name: 'VCARD', lines: [], inside: [] }
  card.lines.push(newLine('VERSION', version), newLine('PRODID', '-//Kontor//Kontor//DE'))
  // Only what is a UUID may be called one (RFC 6350, 6.7.6).
  const named = version === '4.0' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(item.uid)
  card.lines.push(newLine('UID', named ? `urn:uuid:${item.uid}` : item.uid))
  const fields = [...CARD_FIELDS, 'note', 'displayName', 'kontorId'] as const
  applyFields(card, { before: readCard({ properties: [] }), after: item, fields }, style)
  if (photo) card.lines.push(asLine(photoLine(photo, version)))
  card.lines.push(revision(version, now))
  return componentText(card)
}

const asLine = ({ name, value, params }: ReturnType<typeof photoLine>) => newLine(name, value, params)

/** When a card was changed; vCard 4 writes it without dashes and colons (RFC 6350, 4.3.4). */
export function revision(version: string, now: number) {
  const at = isoInstant(now)
  return newLine('REV', version === '4.0' ? at.replaceAll(/[-:]/g, '') : at)
}
