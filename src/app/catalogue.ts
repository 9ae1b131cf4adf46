import type { AllDb } from './database.ts'
import type { AdministrationDb } from '#features/administration/server/tables.ts'
import { appointmentAbsence } from '#features/appointments/server/absence-warning.ts'
import {
  appointmentBin,
  appointmentsAttachment,
  appointmentSearch,
  attendeesAttachment,
} from '#features/appointments/server/appointment-kinds.ts'
import { appointmentReminders } from '#features/appointments/server/arm-reminder.ts'
import { contactBin, contactSearch } from '#features/contacts/server/find-contacts.ts'
import { contactUndo } from '#features/contacts/server/revert-contacts.ts'
import { notificationsAttachment } from '#features/contacts/server/notifications-attachment.ts'
import { personsAttachment } from '#features/contacts/server/persons-attachment.ts'
import { contactCustomFieldUse, contactLabelUses } from '#features/contacts/server/uses.ts'
import type { CustomFieldUse } from '#features/customfields/server/custom-fields.ts'
import { historyAttachment } from '#features/history/server/history-attachment.ts'
import { historyBin } from '#features/history/server/history-bin.ts'
import { takeFilesOver } from '#features/history/server/take-files-over.ts'
import { historyUndo } from '#features/history/server/undo-entries.ts'
import { historyLabelUses } from '#features/history/server/uses.ts'
import {
  invoiceAttachments,
  invoiceBin,
  invoiceSearch,
  keepingBilled,
} from '#features/invoices/server/invoice-kinds.ts'
import { numberedInvoices } from '#features/invoices/server/numbered-invoices.ts'
import type { NumberedKind } from '#features/takeover/server/numbered.ts'
import { linkAttachment } from '#features/sync/server/link-attachment.ts'
import { debtorAttachment } from '#features/bookkeeping/server/debtor-attachment.ts'
import { letterAttachment } from '#features/payments/server/reminders/letter-attachment.ts'
import { invoicePlanBin } from '#features/invoices/server/plans/plan-bin.ts'
import { invoicePlanSearch } from '#features/invoices/server/plans/plan-search.ts'
import { itemBin, itemSearch } from '#features/items/server/item-kinds.ts'
import { importRowAttachment } from '#features/imports/server/import-row-attachment.ts'
import { pairsAttachment } from '#features/duplicates/server/pairs-attachment.ts'
import { takeoverUndo } from '#features/takeover/server/undo-takeover.ts'
import { mergeUndo } from '#features/duplicates/server/undo-merge.ts'
import { visitAbsence } from '#features/visits/server/absence-warning.ts'
import { planBin } from '#features/visits/server/plans/plan-bin.ts'
import { planSearch } from '#features/visits/server/plans/plan-search.ts'
import { visitAttachments } from '#features/visits/server/visit-attachments.ts'
import { visitUndo } from '#features/visits/server/visit-undo.ts'
import {
  opportunityAttachment,
  opportunityBin,
  opportunityCustomFieldUse,
  opportunityLabelUses,
  opportunitySearch,
  participantAttachment,
} from '#features/opportunities/server/opportunity-kinds.ts'
import { opportunityUndo } from '#features/opportunities/server/undo-opportunities.ts'
import {
  eventAttachment,
  eventBin,
  eventCustomFieldUse,
  eventLabelUse,
  eventSearch,
} from '#features/events/server/event-kinds.ts'
import { projectAttachment, projectBin, projectSearch } from '#features/projects/server/project-kinds.ts'
import type { TakeOver } from '#features/projects/server/take-over.ts'
import { eventUndo } from '#features/events/server/undo-events.ts'
import type { LabelUse } from '#features/labels/server/use.ts'
import { taskAttachment, taskBin, taskLabelUses, taskSearch } from '#features/tasks/server/task-kinds.ts'
import { taskUndo } from '#features/tasks/server/undo-tasks.ts'
import type { ReminderKind } from '#features/notifications/server/remind.ts'
import type { RunUndo } from '#features/runs/server/run-undo.ts'
import type { AbsenceWarning } from '#features/workdays/server/absences.ts'
import type { Attachment, BinKind, SearchKind, UndoKind } from '#platform/record-kinds.ts'

// What the generic features know of record kinds, as plain lists.

export const labelUses: LabelUse[] = [
  ...contactLabelUses,
  ...opportunityLabelUses,
  eventLabelUse,
  ...historyLabelUses,
  ...taskLabelUses,
]
export const customFieldUses: CustomFieldUse[] = [
  contactCustomFieldUse,
  opportunityCustomFieldUse,
  eventCustomFieldUse,
]
export const searchKinds: SearchKind<AdministrationDb>[] = [
  contactSearch,
  itemSearch,
  opportunitySearch,
  eventSearch,
  projectSearch,
  taskSearch,
  appointmentSearch,
  planSearch,
  invoiceSearch,
  invoicePlanSearch,
]
/** What others write to us about by a number of ours. */
export const numberedKinds: NumberedKind<AllDb>[] = [numberedInvoices]
export const binKinds: BinKind<AdministrationDb>[] = [
  keepingBilled(contactBin),
  itemBin,
  opportunityBin,
  eventBin,
  projectBin,
  historyBin,
  taskBin,
  appointmentBin,
  planBin,
  invoiceBin,
  invoicePlanBin,
]
/** What moves along when two contacts become one. */
export const contactAttachments: Attachment<AllDb>[] = [
  personsAttachment,
  historyAttachment,
  notificationsAttachment,
  importRowAttachment,
  pairsAttachment,
  opportunityAttachment,
  participantAttachment,
  eventAttachment,
  projectAttachment,
  taskAttachment,
  appointmentsAttachment,
  attendeesAttachment,
  ...visitAttachments,
  linkAttachment,
  ...invoiceAttachments,
  letterAttachment,
  debtorAttachment,
]
/** What a project takes over from the opportunity it follows from, besides words and people. */
export const takeOvers: TakeOver<AllDb>[] = [takeFilesOver]
export const undoKinds: UndoKind<AllDb>[] = [
  contactUndo(contactAttachments),
  historyUndo,
  opportunityUndo,
  eventUndo,
  taskUndo,
  visitUndo,
]
/** What is planned for a user on days on which they are away. */
export const absenceWarnings: AbsenceWarning<AllDb>[] = [appointmentAbsence, visitAbsence]
/** What has to know when it reminded of itself. */
export const reminderKinds: ReminderKind<AllDb>[] = [appointmentReminders]
/** Kinds of run that are not taken back record by record. */
export const runUndos: RunUndo<AllDb>[] = [mergeUndo(contactAttachments), takeoverUndo]
