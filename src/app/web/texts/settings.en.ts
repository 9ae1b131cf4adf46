import administration from '#features/administration/texts/en.json'
import appointmentAudit from '#features/appointments/texts/audit.en.json'
import bookSettings from '#features/bookkeeping/texts/settings.en.json'
import feeds from '#features/calendar/texts/feeds.en.json'
import dav from '#features/dav/texts/en.json'
import customFields from '#features/customfields/texts/en.json'
import mailSettings from '#features/mails/texts/settings.en.json'
import groupwareWords from '#features/groupware/texts/en.json'
import exports from '#features/exports/texts/en.json'
import weights from '#features/duplicates/texts/weights.en.json'
import taxes from '#features/items/texts/settings.en.json'
import invoiceAudit from '#features/invoices/texts/audit.en.json'
import salesWords from '#features/invoices/texts/settings.en.json'
import reminderWords from '#features/payments/texts/settings.en.json'
import labels from '#features/labels/texts/en.json'
import money from '#features/money/texts/en.json'
import runs from '#features/runs/texts/en.json'
import settingsOwn from '#features/settings/texts/en.json'
import setup from '#features/setup/texts/en.json'
import door from '#ui/texts/door.en.json'
import notifications from '#features/notifications/texts/en.json'
import mapWords from '#features/routes/texts/settings.en.json'
import workdays from '#features/workdays/texts/en.json'
import users from '#features/users/texts/en.json'

/** What the settings and the bin say. */
export const settings = {
  ...settingsOwn,
  ...labels,
  ...customFields,
  ...users,
  ...notifications,
  ...workdays,
  ...mapWords,
  ...runs,
  ...administration,
  ...exports,
  ...weights,
  ...setup,
  ...door,
  ...feeds,
  ...dav,
  ...appointmentAudit,
  ...taxes,
  ...money,
  ...salesWords,
  ...reminderWords,
  ...invoiceAudit,
  ...bookSettings,
  ...groupwareWords,
  ...mailSettings,
}
