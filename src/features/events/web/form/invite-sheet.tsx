import { useState } from 'react'
import { targetsOf } from '#ui/list/question-of.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { ask } from '#ui/api/request.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import type { Choice } from '#ui/inputs/record-chooser.tsx'
import type { Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import type { EventPage } from '../../event-list.ts'
import { useParticipants } from '../event-api.ts'

/** Asks to which event the chosen contacts are put. */
export function InviteSheet({ chosen, onDone }: { chosen: Chosen; onDone: (added: boolean) => void }) {
  const t = useText()
  const [event, setEvent] = useState<Choice | null>(null)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { add } = useParticipants(event?.id ?? '')
  const save = async () => {
    if (!event) return
    setBusy(true)
    try {
      const targets = targetsOf(chosen)
      await add('ids' in targets ? { contactIds: targets.ids } : targets)
      onDone(true)
    } catch (error) {
      setProblem(wholeWords(error))
      setBusy(false)
    }
  }
  return (
    <FormSheet
      title={t('events.invite_title')}
      dirty={event !== null}
      busy={busy}
      problem={problem}
      action={t('events.invite_action')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <RecordChooser
        label={t('events.invite_event')}
        kind="event"
        scope="invite"
        required
        value={event}
        find={findEvents}
        onChange={setEvent}
      />
    </FormSheet>
  )
}

async function findEvents(q: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { q, status: 'open', limit: '20' }
  const { items } = await ask<EventPage>('GET', '/events', { query, signal })
  return items.filter(({ can }) => can.includes('change')).map(({ id, title }) => ({ id, name: title }))
}
