import { photoRoutes } from '#features/contacts/server/photo-routes.ts'
import { bulkRoutes } from '#features/contacts/server/bulk/routes.ts'
import { administrationRoutes } from '#features/administration/server/routes.ts'
import { appointmentRoutes } from '#features/appointments/server/routes.ts'
import { bookkeepingRoutes } from '#features/bookkeeping/server/routes.ts'
import { offlineRoutes } from '#features/calendar/server/offline/routes.ts'
import { calendarRoutes } from '#features/calendar/server/routes.ts'
import { conflictRoutes } from '#features/calendar/server/conflicts/routes.ts'
import { calendarFileRoutes } from '#features/calendar/server/feed/file-routes.ts'
import { feedRoutes } from '#features/calendar/server/feed/routes.ts'
import { contactsRoutes } from '#features/contacts/server/routes.ts'
import { davRoutes } from '#features/dav/server/routes.ts'
import { customFieldRoutes } from '#features/customfields/server/routes.ts'
import { mergeRoutes } from '#features/duplicates/server/merge-routes.ts'
import { refuseDuplicate } from '#features/duplicates/server/refuse-duplicate.ts'
import { duplicateRoutes } from '#features/duplicates/server/routes.ts'
import { eventRoutes } from '#features/events/server/routes.ts'
import { projectRoutes } from '#features/projects/server/routes.ts'
import { openAccount } from '#features/groupware/server/open-account.ts'
import { mailRoutes } from '#features/mails/server/routes.ts'
import { groupwareRoutes } from '#features/groupware/server/routes.ts'
import { historyRoutes } from '#features/history/server/routes.ts'
import { fullExportRoutes } from '#features/exports/server/full/routes.ts'
import { exportRoutes } from '#features/exports/server/routes.ts'
import { importRoutes } from '#features/imports/server/routes.ts'
import { keepBilled } from '#features/invoices/server/keep-billed.ts'
import { sealRoutes } from '#features/invoices/server/seals/seal-routes.ts'
import { invoicePlanRoutes } from '#features/invoices/server/plans/routes.ts'
import { invoiceRoutes } from '#features/invoices/server/routes.ts'
import { invoiceSettingsRoutes } from '#features/invoices/server/settings/settings-routes.ts'
import { itemRoutes } from '#features/items/server/routes.ts'
import { labelRoutes } from '#features/labels/server/routes.ts'
import { moneyRoutes } from '#features/money/server/routes.ts'
import { opportunityRoutes } from '#features/opportunities/server/routes.ts'
import { notificationRoutes } from '#features/notifications/server/routes.ts'
import { taskRoutes } from '#features/tasks/server/routes.ts'
import { paymentRoutes } from '#features/payments/server/routes.ts'
import { settleByHand } from '#features/payments/server/settle-rest.ts'
import { routePlanningRoutes } from '#features/routes/server/routes.ts'
import { runRoutes } from '#features/runs/server/routes.ts'
import { placesRoutes } from '#features/places/server/routes.ts'
import { settingsRoutes } from '#features/settings/server/routes.ts'
import { setupRoutes } from '#features/setup/server/routes.ts'
import { usersRoutes } from '#features/users/server/routes.ts'
import { planRoutes } from '#features/visits/server/plans/plan-routes.ts'
import { peopleRoutes } from '#features/takeover/server/people/routes.ts'
import { meetingRoutes } from '#features/meetings/server/routes.ts'
import { syncRoutes } from '#features/sync/server/routes.ts'
import { takeoverRoutes } from '#features/takeover/server/routes.ts'
import { visitRoutes } from '#features/visits/server/visit-routes.ts'
import { viewRoutes } from '#features/views/server/routes.ts'
import { workdayRoutes } from '#features/workdays/server/routes.ts'
import { qualityRoutes } from '#features/quality/server/routes.ts'
import type { Route } from '#platform/route.ts'
import {
  absenceWarnings,
  binKinds,
  contactAttachments,
  customFieldUses,
  labelUses,
  numberedKinds,
  searchKinds,
  takeOvers,
} from './catalogue.ts'
import { tables } from './tables.ts'

/** Every address of the API. */
export const routes: Route[] = [
  ...settingsRoutes,
  ...placesRoutes,
  ...usersRoutes,
  ...notificationRoutes,
  ...labelRoutes(labelUses),
  ...runRoutes,
  ...customFieldRoutes(customFieldUses),
  ...contactsRoutes(refuseDuplicate, keepBilled),
  ...bulkRoutes,
  ...photoRoutes,
  ...duplicateRoutes,
  ...mergeRoutes(contactAttachments),
  ...moneyRoutes,
  ...itemRoutes,
  ...opportunityRoutes,
  ...eventRoutes,
  ...projectRoutes(takeOvers),
  ...historyRoutes,
  ...viewRoutes,
  ...taskRoutes,
  ...workdayRoutes(absenceWarnings),
  ...appointmentRoutes,
  ...calendarRoutes,
  ...offlineRoutes,
  ...planRoutes,
  ...visitRoutes,
  ...conflictRoutes,
  ...feedRoutes,
  ...meetingRoutes,
  ...calendarFileRoutes,
  ...syncRoutes,
  ...peopleRoutes,
  ...takeoverRoutes(numberedKinds),
  ...groupwareRoutes,
  ...mailRoutes(openAccount),
  ...davRoutes,
  ...routePlanningRoutes,
  ...invoiceSettingsRoutes,
  ...invoiceRoutes(settleByHand),
  ...paymentRoutes,
  ...bookkeepingRoutes,
  ...invoicePlanRoutes,
  ...sealRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...fullExportRoutes(tables),
  ...qualityRoutes,
  ...administrationRoutes(searchKinds, binKinds),
  ...setupRoutes(labelUses),
]
