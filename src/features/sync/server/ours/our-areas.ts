import type { SyncArea } from '#kernel/groupware/area.ts'
import { appointmentArea, ourAppointments } from './our-appointments.ts'
import { contactArea } from './our-contacts.ts'
import type { OurArea, OurKind } from './our-side.ts'
import { taskArea } from './our-tasks.ts'
import { ourVisits } from './our-visits.ts'

/** All of ours that can be kept in step with a groupware, by area. */
export const ourAreas: Record<SyncArea, OurArea> = {
  appointment: {
    area: 'appointment',
    kinds: [ourAppointments, ourVisits],
    bringsNew: true,
    ...appointmentArea,
  },
  task: taskArea,
  contact: contactArea,
}

/** Each kind of record by its name. */
export const ourKinds: ReadonlyMap<string, OurKind> = new Map(
  Object.values(ourAreas).flatMap((area) => area.kinds.map((kind) => [kind.kind, kind] as const)),
)

/** The kind of record that a link names. */
export function ourKind(kind: string): OurKind {
  const found = ourKinds.get(kind)
  if (!found) throw new Error(`no such kind: ${kind}`)
  return found
}
