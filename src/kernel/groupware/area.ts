/** What a groupware keeps, each with connectors, rules and screens of its own. */
export const AREAS = ['mail', 'task', 'appointment', 'contact'] as const
export type Area = (typeof AREAS)[number]

/** What is kept in step field by field; mail only comes and goes. */
export type SyncArea = Exclude<Area, 'mail'>
