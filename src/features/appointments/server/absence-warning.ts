import type { AbsenceWarning } from '#features/workdays/server/absences.ts'
import { DAY, wallOf } from '#kernel/wall.ts'
import { zoneOf } from './appointment-state.ts'
import { listOccurrences } from './list-occurrences.ts'
import type { AppointmentsDb } from './tables.ts'
import { instantOf, isoInstant } from '#kernel/zone-clock.ts'

/** What takes somebody's time on days on which they are away, in their zone; what says that they are away does not. */
export const appointmentAbsence: AbsenceWarning<AppointmentsDb> = {
  kind: 'appointment',
  async count(db, by, { userId, from, to }) {
    const zone = await zoneOf(db, userId)
    const instant = (wall: number) => isoInstant(instantOf(wall, zone))
    const days = { from: instant(wallOf(from)), to: instant(wallOf(to) + DAY) }
    const found = await listOccurrences(db, by, { ...days, users: [userId] })
    return found.filter(({ busy }) => busy === 'busy' || busy === 'tentative').length
  },
}
