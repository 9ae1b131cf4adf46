import { contactsRoutes } from '#features/contacts/server/routes.ts'
import { customFieldRoutes } from '#features/customfields/server/routes.ts'
import { labelRoutes } from '#features/labels/server/routes.ts'
import { settingsRoutes } from '#features/settings/server/routes.ts'
import { setupRoutes } from '#features/setup/server/routes.ts'
import { usersRoutes } from '#features/users/server/routes.ts'
import type { Route } from '#platform/route.ts'
import { customFieldUses, labelUses } from './catalogue.ts'

/** Every address of the API. */
export const routes: Route[] = [
  ...settingsRoutes,
  ...usersRoutes,
  ...labelRoutes(labelUses),
  ...customFieldRoutes(customFieldUses),
  ...contactsRoutes,
  ...setupRoutes(labelUses),
]
