import { useEffect, useRef, useState } from 'react'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { RecordChooser, type Choice } from '#ui/inputs/record-chooser.tsx'
import { recentRecords } from '#ui/recent.ts'
import { useText } from '#ui/texts.ts'
import { SUBJECT_KINDS, type AboutKind, type AboutRecord } from '../subject.ts'
import { SubjectChips } from './subject-chips.tsx'

interface SubjectPickerProps<Kind extends AboutKind> {
  /** At most one of each kind; choosing another takes its place. */
  value: readonly AboutRecord[]
  onChange: (records: AboutRecord[]) => void
  kinds?: readonly Kind[]
  label?: string
  error?: string | undefined
  /** Somebody asked for this field: it has the focus. */
  autoFocus?: boolean
}

/** Chooses what something is about, by the search over everything: one field for all kinds, chips below it. */
export function SubjectPicker<Kind extends AboutKind>(props: SubjectPickerProps<Kind>) {
  const t = useText()
  const { value, onChange } = props
  const kinds: readonly AboutKind[] = props.kinds ?? SUBJECT_KINDS
  // The field is emptied by being another one.
  const [turn, setTurn] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const userId = useUser().id
  const find = async (q: string, signal: AbortSignal): Promise<Choice[]> => {
    if (q === '')
      return recentChoices(userId, kinds).map((one) => ({ ...one, hint: t(`subjects.${one.kind}`) }))
    const query = new URLSearchParams({ q })
    for (const kind of kinds) query.append('kind', kind)
    const { items } = await ask<{ items: Found[] }>('GET', `/search?${query.toString()}`, { signal })
    return items.map(({ kind, id, title, subtitle }) => ({
      id: `${kind}:${id}`,
      name: title,
      hint: [t(`subjects.${kind}`), subtitle].filter(Boolean).join(' · '),
    }))
  }
  const add = (choice: Choice | null) => {
    setTurn(turn + 1)
    if (!choice) return
    const [kind = '', id = ''] = choice.id.split(':')
    const others = value.filter((record) => record.kind !== kind)
    onChange([...others, { kind: kind as AboutKind, id, title: choice.name }])
  }
  const { autoFocus = false } = props
  useEffect(() => {
    // The field that was chosen in is gone: the focus goes on to what was chosen.
    if (turn > 0)
      [...(box.current?.querySelectorAll<HTMLElement>('.subject-chip button') ?? [])].at(-1)?.focus()
    else if (autoFocus) box.current?.querySelector('input')?.focus()
  }, [turn, autoFocus])
  return (
    <div className="subject-picker" ref={box}>
      <RecordChooser
        key={turn}
        label={props.label ?? t(kinds.includes('contact') ? 'subjects.add.contact' : 'subjects.add')}
        kind="subject"
        scope={kinds.join(' ')}
        value={null}
        find={find}
        error={props.error}
        onChange={add}
      />
      <SubjectChips
        records={value}
        onRemove={({ id }) => onChange(value.filter((record) => record.id !== id))}
      />
    </div>
  )
}

/** What one looked at last, before anything is typed. */
function recentChoices(userId: string, kinds: readonly AboutKind[]) {
  return recentRecords(userId).flatMap(({ kind, id, title }) => {
    const known = kinds.find((one) => one === kind)
    return known ? [{ kind: known, id: `${known}:${id}`, name: title }] : []
  })
}

interface Found extends AboutRecord {
  subtitle: string
}
