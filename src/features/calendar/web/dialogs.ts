import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Subject } from '#features/subjects/subject.ts'
import type { Appointment, AppointmentChange } from '#features/appointments/appointment.ts'

export type Scope = NonNullable<AppointmentChange['scope']>

/** What a new appointment begins with. */
export interface Preset {
  title?: string
  start?: string
  end?: string
  allDay?: boolean
  contact?: { id: string; name: string }
  subjects?: Subject[]
  userIds?: string[]
}

interface Questions {
  form: { input: { preset?: Preset; appointment?: Appointment }; answer: Appointment | undefined }
  scope: { input: { verb: 'move' | 'change' | 'delete' }; answer: Scope | undefined }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of a new appointment, or of this one; answers once it is saved. */
export const openAppointment = opener('form')
/** Which occurrences of a series are meant; undefined: none, after all. */
export const askScope = opener('scope')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs }
