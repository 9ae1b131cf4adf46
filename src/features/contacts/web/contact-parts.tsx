import { IconBuilding, IconEye, IconLock, IconUsers } from '@tabler/icons-react'
import type { Label } from '#features/labels/label.ts'
import { useText } from '#ui/texts.ts'
import { initials } from '#ui/face.tsx'
import type { Contact } from '../contact.ts'
import './contact-parts.css'

/** Small plain parts that lists, panels and pages draw contacts with. */

const tones = ['blue', 'green', 'violet', 'amber', 'red', ''] as const

/** The picture of a contact, or its letters; a company is a square, a person a disc. */
export function ContactFace({ contact, large }: { contact: Contact; large?: boolean }) {
  const look = `face ${large ? 'large' : ''} ${contact.kind === 'company' ? 'square' : ''} ${toneOf(contact.id)}`
  const source = contact.photo && (large ? contact.photo : `${contact.photo}&size=thumbnail`)
  return (
    <span className={look} aria-hidden="true">
      {source ? (
        <img src={source} alt="" loading="lazy" />
      ) : contact.kind === 'company' ? (
        <IconBuilding size={large ? 20 : 13} stroke={1.75} />
      ) : (
        initials(contact.displayName)
      )}
    </span>
  )
}

/** A word in the firm's own colour: a contact type, a tag. */
export function LabelBadge({ label }: { label: Pick<Label, 'name' | 'color'> | undefined }) {
  if (!label) return null
  return (
    <span className="badge own" style={ownColour(label.color)} title={label.name}>
      {label.name}
    </span>
  )
}

/** The tags of a contact; after `most` of them only how many more there are. */
export function Tags({ names, known, most = 100 }: { names: string[]; known: Label[]; most?: number }) {
  const shown = names.slice(0, most)
  return (
    <span className="tags">
      {shown.map((name) => (
        <LabelBadge key={name} label={known.find((tag) => tag.name === name) ?? { name, color: null }} />
      ))}
      {names.length > shown.length && <span className="muted num">+{names.length - shown.length}</span>}
    </span>
  )
}

/** How warm a contact is: a dot in the level's colour and its word. */
export function Temperature({ level }: { level: Label | undefined }) {
  if (!level) return null
  return (
    <span className="temperature" style={ownColour(level.color)}>
      <span className="warmth" aria-hidden="true" />
      {level.name}
    </span>
  )
}

/** The class of a contact, A to C. */
export function ClassBadge({ value }: { value: Contact['class'] }) {
  const t = useText()
  if (!value) return null
  return (
    <span className="class-badge" title={t('contacts.class.of', { value })}>
      {value}
    </span>
  )
}

export const visibilityIcons = { managers: IconLock, read: IconEye, write: IconUsers } as const

/** Who may see a contact, as an icon with its words. */
export function VisibilityMark({ value, words }: { value: Contact['visibility']; words?: boolean }) {
  const t = useText()
  const Icon = visibilityIcons[value]
  const said = t(`contacts.visibility.${value}`)
  return (
    <span className="visibility" title={said}>
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      <span className={words ? 'cut' : 'sr-only'}>{said}</span>
    </span>
  )
}

/** A custom property that the style sheet mixes into tones that can be read in both schemes. */
function ownColour(color: string | null): React.CSSProperties | undefined {
  return color ? ({ '--own': color } as React.CSSProperties) : undefined
}

function toneOf(id: string): string {
  let sum = 0
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997
  return tones[sum % tones.length] ?? ''
}
