import binNames from '#features/administration/texts/names.en.json'
import bookNames from '#features/bookkeeping/texts/names.en.json'
import calendarNames from '#features/calendar/texts/names.en.json'
import contactsList from '#features/contacts/texts/list.en.json'
import contactsProblems from '#features/contacts/texts/problems.en.json'
import duplicateNames from '#features/duplicates/texts/names.en.json'
import eventNames from '#features/events/texts/names.en.json'
import importNames from '#features/imports/texts/names.en.json'
import itemNames from '#features/items/texts/names.en.json'
import invoiceNames from '#features/invoices/texts/names.en.json'
import paymentNames from '#features/payments/texts/names.en.json'
import mailNames from '#features/mails/texts/names.en.json'
import opportunityNames from '#features/opportunities/texts/names.en.json'
import projectNames from '#features/projects/texts/names.en.json'
import runNames from '#features/runs/texts/names.en.json'
import qualityNames from '#features/quality/texts/names.en.json'
import settingsNames from '#features/settings/texts/names.en.json'
import visitNames from '#features/visits/texts/names.en.json'
import subjectNames from '#features/subjects/texts/names.en.json'
import takeoverNames from '#features/takeover/texts/names.en.json'
import taskNames from '#features/tasks/texts/names.en.json'
import views from '#features/views/texts/en.json'
import ground from '#ui/texts/en.json'

/** What the frame, the door and the contact list say; here from the start. */
export const first = {
  ...ground,
  ...contactsList,
  ...contactsProblems,
  ...views,
  ...duplicateNames,
  ...eventNames,
  ...importNames,
  ...itemNames,
  ...mailNames,
  ...invoiceNames,
  ...projectNames,
  ...paymentNames,
  ...runNames,
  ...subjectNames,
  ...opportunityNames,
  ...takeoverNames,
  ...taskNames,
  ...qualityNames,
  ...settingsNames,
  ...binNames,
  ...bookNames,
  ...calendarNames,
  ...visitNames,
}
