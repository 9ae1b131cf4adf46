import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Meeting, MeetingAnswer } from '#features/appointments/meeting.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import { askToTell } from '../dialogs.ts'

const path = (id: string) => `/appointments/${id}/meeting`

/** What an appointment is outside of the house; refreshed with appointments. */
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['appointment', 'meeting', id],
    queryFn: ({ signal }) => ask<Meeting>('GET', path(id), { signal }),
    retry: false,
    // A mail on its way is there in a moment.
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 1500 : false),
  })

/** Whether the signed-in user has an account from which people can be invited. */
export function useMayInvite(): boolean {
  const { data } = useQuery({
    queryKey: ['groupware', 'may-invite'],
    queryFn: ({ signal }) => ask<{ items: unknown[] }>('GET', '/groupware/accounts', { signal }),
    retry: false,
    staleTime: 60_000,
  })
  return (data?.items.length ?? 0) > 0
}

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ['appointment'] })

/** Tells all guests how it is now, or that it does not take place. */
export async function tellGuests(client: QueryClient, id: string, how: 'tell' | 'call-off'): Promise<void> {
  try {
    await ask('POST', `${path(id)}/${how}`)
    say(text('meeting.telling'))
  } catch (error) {
    complain(error)
  }
  await refresh(client)
}

/** Keeps the own answer to an invitation. */
export async function answerMeeting(client: QueryClient, id: string, answer: MeetingAnswer): Promise<void> {
  await ask('POST', `${path(id)}/answer`, { body: answer }).catch(complain)
  await refresh(client)
}

/** Asks whether guests are to hear of a change that was made; nobody is told by itself. */
export async function offerToTell(client: QueryClient, id: string): Promise<void> {
  const meeting = await readMeeting(id)
  if (!meeting?.can.includes('tell') || !meeting.changed) return
  if (await askToTell({ verb: 'change', guests: meeting.guests })) await tellGuests(client, id, 'tell')
}

/** Asks before an appointment is removed whether its guests are to hear of it; undefined: it stays, after all. */
export async function askToCallOff(id: string): Promise<boolean | undefined> {
  const meeting = await readMeeting(id)
  if (!meeting?.can.includes('tell')) return false
  return askToTell({ verb: 'delete', guests: meeting.guests })
}

/** Without a line there is nobody to be told now. */
function readMeeting(id: string): Promise<Meeting | undefined> {
  return ask<Meeting>('GET', path(id)).catch(() => undefined)
}
