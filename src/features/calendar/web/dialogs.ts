import { useSyncExternalStore } from 'react'
import type { Appointment, AppointmentChange } from '#features/appointments/appointment.ts'

export type Scope = NonNullable<AppointmentChange['scope']>

/** What a new appointment begins with. */
export interface Preset {
  title?: string
  start?: string
  end?: string
  allDay?: boolean
  contact?: { id: string; name: string }
  userIds?: string[]
}

interface Questions {
  form: { input: { preset?: Preset; appointment?: Appointment }; answer: Appointment | undefined }
  scope: { input: { verb: 'move' | 'change' | 'delete' }; answer: Scope | undefined }
}

export type DialogKind = keyof Questions
export type OpenDialog = {
  [Kind in DialogKind]: {
    id: number
    is: Kind
    input: Questions[Kind]['input']
    close: (answer: Questions[Kind]['answer']) => void
  }
}[DialogKind]

let open: OpenDialog[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** The form of a new appointment, or of this one; answers once it is saved. */
export const openAppointment = opener('form')
/** Which occurrences of a series are meant; undefined: none, after all. */
export const askScope = opener('scope')

/** The dialogs on the screen now, the uppermost last. */
export function useDialogs(): OpenDialog[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}

function opener<Kind extends DialogKind>(is: Kind) {
  return (input: Questions[Kind]['input']): Promise<Questions[Kind]['answer']> =>
    new Promise((resolve) => {
      lastId += 1
      const id = lastId
      const close = (answer: Questions[Kind]['answer']) => {
        open = open.filter((dialog) => dialog.id !== id)
        tell()
        resolve(answer)
      }
      open = [...open, { id, is, input, close } as OpenDialog]
      tell()
    })
}

function tell(): void {
  for (const listener of listeners) listener()
}
