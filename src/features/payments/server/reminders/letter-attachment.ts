import { attachedBy } from '#platform/record-kinds.ts'
import type { PaymentsDb } from '../tables.ts'

/** Reminders move along when two contacts become one. */
export const letterAttachment = attachedBy<PaymentsDb>('reminder_letter', 'contact_id', { holds: true })
