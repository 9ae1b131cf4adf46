import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Subject } from '#features/subjects/subject.ts'
import type { Appointment, AppointmentChange } from '#features/appointments/appointment.ts'
import type { Meeting } from '#features/appointments/meeting.ts'

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
  invite: { input: { id: string; title: string }; answer: undefined }
  tell: { input: { verb: 'change' | 'delete'; guests: Meeting['guests'] }; answer: boolean | undefined }
  scope: { input: { verb: 'move' | 'change' | 'delete' }; answer: Scope | undefined }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of a new appointment, or of this one; answers once it is saved. */
export const openAppointment = opener('form')
/** Which occurrences of a series are meant; undefined: none, after all. */
export const askScope = opener('scope')

/** Whom to ask by mail to this appointment. */
export const openInvite = opener('invite')
/** Whether these guests are to hear of it; undefined: it is not done, after all. */
export const askToTell = opener('tell')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs }
