import type { QueryClient } from '@tanstack/react-query'
import type { Appointment } from '#features/appointments/appointment.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import { askScope } from './dialogs.ts'
import { askToCallOff, offerToTell, tellGuests } from './meeting/meeting-api.ts'

/** Moves an appointment to the bin, of a series as much as is meant; true once that has happened. */
export async function removeAppointment(client: QueryClient, one: Appointment): Promise<boolean> {
  const { id, occurrence, title } = one
  const scope = occurrence === null ? undefined : await askScope({ verb: 'delete' })
  if (occurrence !== null && !scope) return false
  const isWhole = scope === undefined || scope === 'all'
  const tells = isWhole ? await askToCallOff(id) : false
  if (tells === undefined) return false
  const refresh = () => client.invalidateQueries({ queryKey: ['appointment'] })
  try {
    const gone = scope === 'following' ? await splitOff(one) : id
    await ask('DELETE', `/appointments/${gone}`, {
      ...(occurrence && scope && scope !== 'following' && { query: { occurrence, scope } }),
    })
    if (tells) await tellGuests(client, id, 'call-off')
    const body = scope === 'this' ? { occurrence } : {}
    did({
      label: text('calendar.deleted', { title }),
      undo: () => ask('POST', `/appointments/${gone}/restore`, { body }).finally(refresh),
    })
  } catch (error) {
    complain(error)
    return false
  }
  await refresh()
  if (!isWhole) void offerToTell(client, id)
  return true
}

/** Makes a series of its own of what follows, so that it lies in the bin whole and comes back whole. */
async function splitOff({ id, occurrence }: Appointment): Promise<string> {
  const body = { occurrence, scope: 'following' }
  return (await ask<Appointment>('PATCH', `/appointments/${id}`, { body })).id
}
