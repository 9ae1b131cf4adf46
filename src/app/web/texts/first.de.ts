import binNames from '#features/administration/texts/names.de.json'
import bookNames from '#features/bookkeeping/texts/names.de.json'
import calendarNames from '#features/calendar/texts/names.de.json'
import contactsList from '#features/contacts/texts/list.de.json'
import contactsProblems from '#features/contacts/texts/problems.de.json'
import duplicateNames from '#features/duplicates/texts/names.de.json'
import eventNames from '#features/events/texts/names.de.json'
import importNames from '#features/imports/texts/names.de.json'
import itemNames from '#features/items/texts/names.de.json'
import invoiceNames from '#features/invoices/texts/names.de.json'
import paymentNames from '#features/payments/texts/names.de.json'
import mailNames from '#features/mails/texts/names.de.json'
import opportunityNames from '#features/opportunities/texts/names.de.json'
import projectNames from '#features/projects/texts/names.de.json'
import runNames from '#features/runs/texts/names.de.json'
import qualityNames from '#features/quality/texts/names.de.json'
import settingsNames from '#features/settings/texts/names.de.json'
import visitNames from '#features/visits/texts/names.de.json'
import subjectNames from '#features/subjects/texts/names.de.json'
import takeoverNames from '#features/takeover/texts/names.de.json'
import taskNames from '#features/tasks/texts/names.de.json'
import views from '#features/views/texts/de.json'
import ground from '#ui/texts/de.json'

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
