import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import '../plan-form.css'
import { contactQuery, personsQuery } from '#features/contacts/web/contact-api.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Visit } from '../../visit.ts'
import { ChoiceField } from '../typed-fields.tsx'
import { useVisitActs } from '../use-visit-acts.ts'

const channels = ['phone', 'email', 'personal', 'message'] as const

/** With whom and how the visit was agreed. From then on no planning moves it by itself. */
export function ConfirmVisitSheet({ visit, onDone }: { visit: Visit; onDone: (done: boolean) => void }) {
  const t = useText()
  const acts = useVisitActs()
  const { data: customer } = useQuery(contactQuery(visit.contactId))
  const { data: persons } = useQuery({
    ...personsQuery(visit.contactId),
    enabled: customer?.kind === 'company',
  })
  const [contactId, setContactId] = useState('')
  const [channel, setChannel] = useState<string>('phone')
  const [problem, setProblem] = useState<unknown>()
  const nameOf = (id: string) => {
    const person = persons?.items.find((one) => one.id === id)
    return person
      ? [person.displayName, person.position].filter(Boolean).join(', ')
      : visit.customer.displayName
  }
  const save = async () => {
    try {
      await acts.confirm(visit, { ...(contactId && { contactId }), channel })
      onDone(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <FormSheet
      title={t('visit.confirm.title', { name: visit.customer.displayName })}
      dirty={false}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={t('visit.confirm.save')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <p className="muted">{t('visit.confirm.text')}</p>
      <ChoiceField
        label={t('visit.confirm.with')}
        value={contactId}
        choices={['', ...(persons?.items ?? []).map(({ id }) => id)]}
        says={nameOf}
        onChange={setContactId}
      />
      <div className="visit-choices" role="radiogroup" aria-label={t('visit.confirm.how')}>
        {channels.map((one) => (
          <label key={one} className="check-line">
            <input type="radio" name="channel" checked={channel === one} onChange={() => setChannel(one)} />
            {t(`visit.channel.${one}`)}
          </label>
        ))}
      </div>
    </FormSheet>
  )
}
