import { TagsInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Meeting } from '#features/appointments/meeting.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { ask } from '#ui/api/request.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import '../calendar-form.css'
import { GuestNames } from './guest-names.tsx'
import { meetingQuery } from './meeting-api.ts'
import { useAddresses } from './use-addresses.ts'
import { guestOf, isAddress, lineOf } from './guest-line.ts'

interface InviteSheetProps {
  id: string
  title: string
  onDone: () => void
}

/** Whom to ask by mail. Nothing leaves before the button that says to how many it goes. */
export function InviteSheet({ id, title, onDone }: InviteSheetProps) {
  const t = useText()
  const { data: meeting, isError } = useQuery({ ...meetingQuery(id), refetchInterval: false, staleTime: 0 })
  if (!meeting || !meeting.can.includes('invite'))
    return (
      <Sheet title={t('meeting.invite.title')} onClose={onDone}>
        <p className="sheet-body" role="status">
          {t(meeting || isError ? 'meeting.no_sender' : 'list.loading')}
        </p>
      </Sheet>
    )
  return <InviteForm {...{ id, title, meeting, onDone }} />
}

function InviteForm({ id, title, meeting, onDone }: InviteSheetProps & { meeting: Meeting }) {
  const t = useText()
  const client = useQueryClient()
  const [before] = useState(() => meeting.proposed.map(lineOf))
  const [lines, setLines] = useState(before)
  const [accountId, setAccountId] = useState(meeting.accountId ?? meeting.senders[0]?.accountId ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [typed, setTyped] = useState('')
  const known = useAddresses(typed)
  const guests = lines.map(guestOf)
  const wrong = guests.filter(({ email }) => !isAddress(email))
  const submit = async () => {
    if (guests.length === 0) return setProblem(t('meeting.invite.nobody'))
    if (wrong[0]) return setProblem(t('meeting.invite.wrong', { address: wrong[0].email }))
    setBusy(true)
    try {
      await ask('POST', `/appointments/${id}/meeting/invite`, { body: { accountId, guests } })
      say(t('meeting.inviting', { count: guests.length }))
      onDone()
      await client.invalidateQueries({ queryKey: ['appointment'] })
    } catch (error) {
      setProblem(wholeWords(error))
      setBusy(false)
    }
  }
  return (
    <FormSheet
      title={t('meeting.invite.title')}
      action={t('meeting.invite.do', { count: guests.length })}
      dirty={JSON.stringify(lines) !== JSON.stringify(before)}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onDone}
    >
      <p className="cal-invite-title">{title}</p>
      <TagsInput
        className="cal-guest-field"
        label={t('meeting.guests')}
        description={t('meeting.guests.hint')}
        placeholder={lines.length > 0 ? '' : t('meeting.guests.example')}
        value={lines}
        data={[...new Set([...before, ...known])].filter((line) => !lines.includes(line))}
        // The server found them: they need not have the typed letters in them.
        filter={({ options }) => options}
        searchValue={typed}
        onSearchChange={setTyped}
        inputMode="email"
        onChange={(lines) => {
          setLines(lines)
          setProblem(undefined)
        }}
        splitChars={[',', ';']}
        acceptValueOnBlur
        data-autofocus
      />
      {meeting.senders.length > 1 && (
        <label className="cal-field">
          {t('meeting.from')}
          <select className="field" value={accountId} onChange={(event) => setAccountId(event.target.value)}>
            {meeting.senders.map((one) => (
              <option key={one.accountId} value={one.accountId}>
                {`${one.name} (${one.address})`}
              </option>
            ))}
          </select>
        </label>
      )}
      {guests.length > 0 && wrong.length === 0 && (
        <div className="cal-mailed-box">
          <p>{t('meeting.invite.goes', { count: guests.length })}</p>
          <GuestNames guests={guests} />
          {meeting.guests.length > 0 && <p className="muted">{t('meeting.invite.others')}</p>}
        </div>
      )}
    </FormSheet>
  )
}
