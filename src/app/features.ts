/** The features in floor order: each may use those before it, none may use one after it. */
export const FEATURES = [
  'settings',
  'users',
  'labels',
  'customfields',
  'contacts',
  'history',
  'views',
  'imports',
  'notifications',
  'administration',
  'setup',
] as const
