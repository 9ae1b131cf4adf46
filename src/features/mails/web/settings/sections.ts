import { IconSignature, IconTemplate } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** How users sign their mails. */
export const signatureSection: Section = {
  path: 'signature',
  group: 'personal',
  title: 'signature',
  icon: IconSignature,
  may: 'user',
  lazy: async () => ({ Component: (await import('./signature-page.tsx')).SignaturePage }),
}

/** The texts of the firm for mails. */
export const templateSection: Section = {
  path: 'mail-templates',
  group: 'contacts',
  title: 'templates.title',
  icon: IconTemplate,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./templates-page.tsx')).TemplatesPage }),
}
