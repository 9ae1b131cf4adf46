import { IconBuilding, IconUser, IconUserPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { openContactForm } from '#features/contacts/web/form/dialogs.ts'
import { SubjectPicker } from '#features/subjects/web/subject-picker.tsx'
import { ABOUT_KINDS, ABOUT_NOTHING, NO_SUBJECTS, type AboutRecord } from '#features/subjects/subject.ts'
import { useText } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { Picked } from '#ui/wizard/picked.ts'
import type { Suggestion, TakeoverArea, TakeoverItem } from '../../takeover.ts'
import type { Saying } from '../takeover-api.ts'
import { contactDraft, mostSuggested } from './assignment.ts'
import { ItemFacts } from './item-facts.tsx'
import { subjectWords } from './item-line.tsx'

type Said = Pick<Saying, 'picked' | 'change' | 'contactName' | 'about'>

interface AssignPanelProps {
  /** Those of the selection that are here. */
  items: readonly TakeoverItem[]
  picked: Picked
  /** How many the list has. */
  total: number
  area: TakeoverArea
  onSay: (said: Said) => Promise<unknown>
  /** It is said. */
  onDone: () => void
}

/** What the selected items are about: the likely ones first, then the search, then somebody new. */
export function AssignPanel({ items, picked, total, area, onSay, onDone }: AssignPanelProps) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [only] = items
  const count = 'ids' in picked ? picked.ids.length : total - picked.except.length
  if (count === 0 || !only) return <p className="takeover-hint">{t('takeover.hint')}</p>
  const say = async (said: Omit<Said, 'picked'>, label: string) => {
    setBusy(true)
    try {
      await onSay({ picked, ...said })
      if ('ids' in picked) did({ label, undo: () => sayAgain(onSay, items) })
      onDone()
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  const assign = ({ kind, id, title }: AboutRecord) =>
    say(
      kind === 'contact'
        ? { change: { contactId: id }, contactName: title }
        : { change: { [`${kind}Id`]: id }, about: { [kind]: { id, title } } },
      t('takeover.assigned_to', { count, name: title }),
    )
  const clear = () =>
    say(
      { change: { contactId: null, ...NO_SUBJECTS }, contactName: null, about: ABOUT_NOTHING },
      t('takeover.cleared', { count }),
    )
  const create = async () => {
    const made = await openContactForm({ kind: 'person', preset: contactDraft(only) })
    if (made) await assign({ kind: 'contact', id: made.id, title: made.displayName })
  }
  const hasSome = items.some((item) => item.contactId !== null || subjectWords(t, item) !== '')
  return (
    <div className="takeover-assign">
      {count === 1 ? <ItemFacts item={only} /> : <h3>{t(`takeover.selected.${area}`, { count })}</h3>}
      <Suggestions items={items} busy={busy} onAssign={(record) => void assign(record)} />
      <SubjectPicker
        label={t('takeover.find')}
        kinds={ABOUT_KINDS}
        value={[]}
        onChange={([about]) => about && void assign(about)}
      />
      <div className="takeover-acts">
        <button type="button" className="button" disabled={busy} onClick={() => void create()}>
          <IconUserPlus size={16} stroke={1.75} />
          {t('takeover.new_contact')}
        </button>
        {hasSome && (
          <button type="button" className="button ghost" disabled={busy} onClick={() => void clear()}>
            <IconX size={16} stroke={1.75} />
            {t('takeover.clear')}
          </button>
        )}
      </div>
      {!hasSome && <p className="muted">{t(`takeover.unassigned_text.${area}`)}</p>}
    </div>
  )
}

/** Puts each back to what it was about before. */
async function sayAgain(onSay: AssignPanelProps['onSay'], before: readonly TakeoverItem[]): Promise<void> {
  for (const { id, contactId, contactName, about, opportunityId, eventId, projectId } of before)
    await onSay({
      picked: { ids: [id] },
      change: { contactId, opportunityId, eventId, projectId },
      contactName,
      about,
    })
}

interface SuggestionsProps {
  items: readonly TakeoverItem[]
  busy: boolean
  onAssign: (record: AboutRecord) => void
}

/** Those for whom something speaks, the likeliest first, with what it is. */
function Suggestions({ items, busy, onAssign }: SuggestionsProps) {
  const t = useText()
  const ranked = mostSuggested(items)
  if (ranked.length === 0) return null
  const isAbout = ({ contactId }: Suggestion) => items.every((item) => item.contactId === contactId)
  return (
    <ul className="takeover-suggestions" aria-label={t('takeover.proposals')}>
      {ranked.map((one) => (
        <li key={one.contactId}>
          <button
            type="button"
            aria-pressed={isAbout(one)}
            disabled={busy}
            onClick={() => onAssign({ kind: 'contact', id: one.contactId, title: one.name })}
          >
            {one.kind === 'company' ? (
              <IconBuilding size={16} stroke={1.75} />
            ) : (
              <IconUser size={16} stroke={1.75} />
            )}
            <span className="grow">
              <span className="cut">{one.name}</span>
              <small>{one.reasons.map((reason) => t(`takeover.reason.${reason}`)).join(' · ')}</small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
