import type { QueryClient } from '@tanstack/react-query'
import type { Appointment } from '#features/appointments/appointment.ts'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import { askScope } from './dialogs.ts'

/** Moves an appointment to the bin, of a series as much as is meant; true once that has happened. */
export async function removeAppointment(client: QueryClient, one: Appointment): Promise<boolean> {
  const { id, occurrence, title } = one
  const scope = occurrence === null ? undefined : await askScope({ verb: 'delete' })
  if (occurrence !== null && !scope) return false
  const refresh = () => client.invalidateQueries({ queryKey: ['appointment'] })
  try {
    await ask('DELETE', `/appointments/${id}`, {
      ...(occurrence && scope && { query: { occurrence, scope } }),
    })
  } catch (error) {
    complain(error)
    return false
  }
  const label = text('calendar.deleted', { title })
  const body = scope === 'this' ? { occurrence } : {}
  if (scope === 'following') say(label)
  else did({ label, undo: () => ask('POST', `/appointments/${id}/restore`, { body }).finally(refresh) })
  await refresh()
  return true
}
