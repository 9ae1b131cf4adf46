import type { z } from 'zod'
import * as appointments from '#features/appointments/server/tables.ts'
import * as bookkeeping from '#features/bookkeeping/server/tables.ts'
import * as feeds from '#features/calendar/server/feed/tables.ts'
import * as contacts from '#features/contacts/server/tables.ts'
import * as customFields from '#features/customfields/server/tables.ts'
import * as dav from '#features/dav/server/tables.ts'
import * as duplicates from '#features/duplicates/server/tables.ts'
import * as events from '#features/events/server/tables.ts'
import * as groupware from '#features/groupware/server/tables.ts'
import * as history from '#features/history/server/tables.ts'
import * as imports from '#features/imports/server/tables.ts'
import * as invoices from '#features/invoices/server/tables.ts'
import * as items from '#features/items/server/tables.ts'
import * as labels from '#features/labels/server/tables.ts'
import * as mails from '#features/mails/server/tables.ts'
import * as meetings from '#features/meetings/server/tables.ts'
import * as money from '#features/money/server/tables.ts'
import * as notifications from '#features/notifications/server/tables.ts'
import * as opportunities from '#features/opportunities/server/tables.ts'
import * as payments from '#features/payments/server/tables.ts'
import * as projects from '#features/projects/server/tables.ts'
import * as quality from '#features/quality/server/tables.ts'
import * as runs from '#features/runs/server/tables.ts'
import * as settings from '#features/settings/server/tables.ts'
import * as people from '#features/takeover/server/people/tables.ts'
import * as takeover from '#features/takeover/server/tables.ts'
import * as tasks from '#features/tasks/server/tables.ts'
import * as users from '#features/users/server/tables.ts'
import * as views from '#features/views/server/tables.ts'
import * as visits from '#features/visits/server/tables.ts'
import * as workdays from '#features/workdays/server/tables.ts'
import { idempotencyTable } from '#platform/idempotency.ts'
import { jobTable } from '#platform/jobs.ts'
import { journalTable } from '#platform/journal.ts'
import { mailAttachmentTable, mailTable } from '#platform/mail.ts'
import { blobTable, searchWordTable, secretTable } from '#platform/tables.ts'

/** Every table as its zod object, under the name queries use. A test holds them against the database. */
export const tables: Record<string, z.ZodObject> = {
  absence: workdays.absenceTable,
  appointment: appointments.appointmentTable,
  appointmentAttendee: appointments.appointmentAttendeeTable,
  appointmentException: appointments.appointmentExceptionTable,
  appUser: users.appUserTable,
  attempt: users.attemptTable,
  bankEntry: payments.bankEntryTable,
  bankStatement: payments.bankStatementTable,
  baseRate: payments.baseRateTable,
  blob: blobTable,
  calendarFeed: feeds.calendarFeedTable,
  cardExport: people.cardExportTable,
  cardOffer: people.cardOfferTable,
  certificate: invoices.certificateTable,
  closure: workdays.closureTable,
  contact: contacts.contactTable,
  contactManager: contacts.contactManagerTable,
  customField: customFields.customFieldTable,
  davCollection: dav.davCollectionTable,
  davPassword: dav.davPasswordTable,
  davResource: dav.davResourceTable,
  debtor: bookkeeping.debtorTable,
  documentMail: invoices.documentMailTable,
  duplicateBlock: duplicates.duplicateBlockTable,
  duplicatePair: duplicates.duplicatePairTable,
  duplicateScan: duplicates.duplicateScanTable,
  event: events.eventTable,
  eventParticipant: events.eventParticipantTable,
  file: contacts.fileTable,
  fileVersion: history.fileVersionTable,
  formerPicture: contacts.formerPictureTable,
  groupMember: users.groupMemberTable,
  groupwareAccount: groupware.groupwareAccountTable,
  groupwareCollection: groupware.groupwareCollectionTable,
  groupwareConflict: groupware.groupwareConflictTable,
  groupwareFile: groupware.groupwareFileTable,
  groupwareLink: groupware.groupwareLinkTable,
  groupwareLog: groupware.groupwareLogTable,
  groupwareSubscription: groupware.groupwareSubscriptionTable,
  groupwareWatch: groupware.groupwareWatchTable,
  historyEntry: history.historyEntryTable,
  historyFile: history.historyFileTable,
  idempotency: idempotencyTable,
  import: imports.importTable,
  importMapping: imports.importMappingTable,
  importRow: imports.importRowTable,
  invoice: invoices.invoiceTable,
  invoiceLine: invoices.invoiceLineTable,
  invoicePlan: invoices.invoicePlanTable,
  item: items.itemTable,
  itemPrice: items.itemPriceTable,
  job: jobTable,
  journal: journalTable,
  label: labels.labelTable,
  mail: mailTable,
  mailAttachment: mailAttachmentTable,
  mailMessage: history.mailMessageTable,
  mailPicture: mails.mailPictureTable,
  mailSeen: mails.mailSeenTable,
  mailTemplate: mails.mailTemplateTable,
  mailWaiting: mails.mailWaitingTable,
  meeting: meetings.meetingTable,
  meetingGuest: meetings.meetingGuestTable,
  mergeMove: duplicates.mergeMoveTable,
  mergePart: duplicates.mergePartTable,
  notification: notifications.notificationTable,
  notificationChannel: notifications.notificationChannelTable,
  notificationMail: notifications.notificationMailTable,
  numberCounter: invoices.numberCounterTable,
  numberRange: invoices.numberRangeTable,
  onceLink: users.onceLinkTable,
  opportunity: opportunities.opportunityTable,
  opportunityItem: opportunities.opportunityItemTable,
  opportunityParticipant: opportunities.opportunityParticipantTable,
  opportunityStage: opportunities.opportunityStageTable,
  payment: payments.paymentTable,
  paymentTerm: invoices.paymentTermTable,
  pipeline: opportunities.pipelineTable,
  principal: users.principalTable,
  project: projects.projectTable,
  projectContact: projects.projectContactTable,
  projectMember: projects.projectMemberTable,
  pushMessage: notifications.pushMessageTable,
  pushSubscription: notifications.pushSubscriptionTable,
  qualityWeek: quality.qualityWeekTable,
  rate: money.rateTable,
  reminder: notifications.reminderTable,
  reminderLetter: payments.reminderLetterTable,
  reminderLetterInvoice: payments.reminderLetterInvoiceTable,
  run: runs.runTable,
  runLeft: runs.runLeftTable,
  runTarget: runs.runTargetTable,
  savedView: views.savedViewTable,
  seal: invoices.sealTable,
  searchWord: searchWordTable,
  secret: secretTable,
  session: users.sessionTable,
  setting: settings.settingTable,
  stage: opportunities.stageTable,
  stockMovement: items.stockMovementTable,
  takeover: takeover.takeoverTable,
  takeoverChoice: takeover.takeoverChoiceTable,
  takeoverItem: takeover.takeoverItemTable,
  task: tasks.taskTable,
  tax: items.taxTable,
  taxRate: items.taxRateTable,
  textBlock: invoices.textBlockTable,
  token: users.tokenTable,
  userGroup: users.userGroupTable,
  visit: visits.visitTable,
  visitChain: visits.visitChainTable,
  visitPlace: visits.visitPlaceTable,
  visitPlan: visits.visitPlanTable,
  workingTime: workdays.workingTimeTable,
}
