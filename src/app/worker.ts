import { sweepFiles } from '#features/history/server/sweep-files.ts'
import { emptyBin } from '#features/administration/server/bin.ts'
import { bulkWork } from '#features/contacts/server/bulk/bulk-work.ts'
import { handOver } from '#features/administration/server/hand-over.ts'
import { tidy } from '#features/administration/server/tidy.ts'
import { followChanges } from '#features/duplicates/server/follow-changes.ts'
import { scanWork } from '#features/duplicates/server/scan-work.ts'
import { sweepDav } from '#features/dav/server/sweep.ts'
import { eventBulkRun } from '#features/events/server/bulk-events.ts'
import { forgetImports } from '#features/imports/server/forget-imports.ts'
import { forgetLog } from '#features/groupware/server/groupware-log.ts'
import { openAccount } from '#features/groupware/server/open-account.ts'
import { collectMails } from '#features/mails/server/collect-mails.ts'
import { sendWork } from '#features/mails/server/send-work.ts'
import { tellWork } from '#features/meetings/server/tell-work.ts'
import { contactImportWork } from '#features/imports/server/run/import-work.ts'
import { opportunityBulkRun } from '#features/opportunities/server/bulk-opportunities.ts'
import { forgetRuns } from '#features/runs/server/forget-runs.ts'
import { taskBulkWork, tasksForContactsWork } from '#features/tasks/server/bulk/work.ts'
import { spreadWork } from '#features/routes/server/plan-spread.ts'
import { undoRuns } from '#features/runs/server/undo-work.ts'
import { sealWork, watchSeals } from '#features/invoices/server/seals/seal-work.ts'
import { keepIssued } from '#features/invoices/server/keep-files.ts'
import { tellOfOverdue } from '#features/invoices/server/tell-overdue.ts'
import { releaseInvoiceMails, tellOfInvoiceMails } from '#features/invoices/server/send/invoice-mails.ts'
import { sendAsProposed } from '#features/invoices/server/send/send-document.ts'
import { releaseLetterMails, tellOfLetterMails } from '#features/payments/server/reminders/letter-mails.ts'
import { warnOfCertificates } from '#features/invoices/server/certificates/warn-of-certificates.ts'
import { writePlanned } from '#features/invoices/server/plans/write-planned.ts'
import { bulkVisitsWork } from '#features/visits/server/bulk-visits.ts'
import { keepVisits } from '#features/visits/server/keep-visits.ts'
import { previewWork } from '#features/visits/server/plans/preview-plan.ts'
import { proposeWork } from '#features/visits/server/plans/propose-plan.ts'
import { forgetTombstones } from '#features/sync/server/forget-tombstones.ts'
import { leaveWork } from '#features/sync/server/leave-work.ts'
import { keepSubscriptions } from '#features/sync/server/watch/keep-subscriptions.ts'
import { noticeChanges, syncDue, syncWork } from '#features/sync/server/sync-due.ts'
import { exportWork } from '#features/takeover/server/people/export-work.ts'
import { forgetOffers } from '#features/takeover/server/people/ignore-cards.ts'
import { importCardsWork } from '#features/takeover/server/people/import-cards.ts'
import { readBooksWork } from '#features/takeover/server/people/read-books.ts'
import { forgetTakeovers } from '#features/takeover/server/forget-takeovers.ts'
import { listWork } from '#features/takeover/server/list-work.ts'
import { runWork } from '#features/takeover/server/run-work.ts'
import { recheckContacts } from '#features/quality/server/recheck-contacts.ts'
import { mailNotifications } from '#features/notifications/server/mail-notifications.ts'
import { remindAll } from '#features/notifications/server/remind.ts'
import { sendPushes } from '#features/notifications/server/send-pushes.ts'
import type { Chore, MinuteChore, Work } from '#platform/jobs.ts'
import { binKinds, numberedKinds, reminderKinds, runUndos, undoKinds } from './catalogue.ts'

/** Every kind of long work. */
export const works: Work[] = [
  handOver,
  emptyBin(binKinds),
  contactImportWork,
  bulkWork,
  scanWork,
  opportunityBulkRun.work,
  eventBulkRun.work,
  taskBulkWork,
  tasksForContactsWork,
  previewWork,
  proposeWork,
  bulkVisitsWork,
  spreadWork,
  sealWork,
  listWork(openAccount, numberedKinds),
  runWork(openAccount),
  sendWork(openAccount),
  tellWork(openAccount),
  syncWork(openAccount),
  leaveWork(openAccount),
  readBooksWork(openAccount),
  importCardsWork(openAccount),
  exportWork(openAccount),
  undoRuns(undoKinds, runUndos),
]

/** What happens every night. */
export const chores: Chore[] = [
  ...tidy(binKinds),
  forgetImports,
  sweepFiles,
  forgetRuns,
  forgetLog,
  forgetTombstones,
  forgetOffers,
  forgetTakeovers,
  recheckContacts,
  followChanges,
  keepVisits,
  warnOfCertificates,
  tellOfOverdue,
  watchSeals,
  sweepDav,
]

/** What happens every minute; what comes after the reminders sends what they told. */
export const minutely: MinuteChore[] = [
  writePlanned({
    send:
      (house) =>
      (tx, by, { id }) =>
        sendAsProposed(tx, by, { id, outbox: house.mail }),
  }),
  remindAll(reminderKinds),
  mailNotifications,
  sendPushes,
  keepIssued,
  releaseInvoiceMails,
  releaseLetterMails,
  tellOfInvoiceMails,
  tellOfLetterMails,
  collectMails(openAccount),
  noticeChanges,
  syncDue(openAccount),
  keepSubscriptions,
]
