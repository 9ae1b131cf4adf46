import { IconMailExclamation } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** When customers are reminded, and what that costs them. */
export const reminderSection: Section = {
  path: 'reminders',
  group: 'sales',
  title: 'reminders.settings_title',
  icon: IconMailExclamation,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./settings/reminder-settings.tsx')).ReminderSettings }),
}
