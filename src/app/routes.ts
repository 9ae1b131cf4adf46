import { photoRoutes } from '#features/contacts/server/photo-routes.ts'
import { administrationRoutes } from '#features/administration/server/routes.ts'
import { contactsRoutes } from '#features/contacts/server/routes.ts'
import { customFieldRoutes } from '#features/customfields/server/routes.ts'
import { refuseDuplicate } from '#features/duplicates/server/refuse-duplicate.ts'
import { duplicateRoutes } from '#features/duplicates/server/routes.ts'
import { historyRoutes } from '#features/history/server/routes.ts'
import { exportRoutes } from '#features/imports/server/export-routes.ts'
import { importRoutes } from '#features/imports/server/routes.ts'
import { labelRoutes } from '#features/labels/server/routes.ts'
import { notificationRoutes } from '#features/notifications/server/routes.ts'
import { runRoutes } from '#features/runs/server/routes.ts'
import { settingsRoutes } from '#features/settings/server/routes.ts'
import { setupRoutes } from '#features/setup/server/routes.ts'
import { usersRoutes } from '#features/users/server/routes.ts'
import { viewRoutes } from '#features/views/server/routes.ts'
import type { Route } from '#platform/route.ts'
import { binKinds, customFieldUses, labelUses, searchKinds } from './catalogue.ts'

/** Every address of the API. */
export const routes: Route[] = [
  ...settingsRoutes,
  ...usersRoutes,
  ...notificationRoutes,
  ...labelRoutes(labelUses),
  ...runRoutes,
  ...customFieldRoutes(customFieldUses),
  ...contactsRoutes(refuseDuplicate),
  ...photoRoutes,
  ...duplicateRoutes,
  ...historyRoutes,
  ...viewRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...administrationRoutes(searchKinds, binKinds),
  ...setupRoutes(labelUses),
]
