/** The features in floor order: each may use those before it, none may use one after it. */
export const FEATURES = [
  'settings',
  'places',
  'users',
  'notifications',
  'labels',
  'runs',
  'customfields',
  'contacts',
  'duplicates',
  'history',
  'views',
  'imports',
  'exports',
  'quality',
  'administration',
  'setup',
] as const
