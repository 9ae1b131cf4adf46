import administration from '#features/administration/texts/de.json'
import appointmentAudit from '#features/appointments/texts/audit.de.json'
import bookSettings from '#features/bookkeeping/texts/settings.de.json'
import feeds from '#features/calendar/texts/feeds.de.json'
import dav from '#features/dav/texts/de.json'
import customFields from '#features/customfields/texts/de.json'
import mailSettings from '#features/mails/texts/settings.de.json'
import groupwareWords from '#features/groupware/texts/de.json'
import exports from '#features/exports/texts/de.json'
import weights from '#features/duplicates/texts/weights.de.json'
import taxes from '#features/items/texts/settings.de.json'
import invoiceAudit from '#features/invoices/texts/audit.de.json'
import salesWords from '#features/invoices/texts/settings.de.json'
import reminderWords from '#features/payments/texts/settings.de.json'
import labels from '#features/labels/texts/de.json'
import money from '#features/money/texts/de.json'
import runs from '#features/runs/texts/de.json'
import settingsOwn from '#features/settings/texts/de.json'
import setup from '#features/setup/texts/de.json'
import door from '#ui/texts/door.de.json'
import notifications from '#features/notifications/texts/de.json'
import mapWords from '#features/routes/texts/settings.de.json'
import workdays from '#features/workdays/texts/de.json'
import users from '#features/users/texts/de.json'

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
