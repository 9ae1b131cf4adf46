import { IconCloudCog, IconPlugConnected } from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'
import type { AccountPartsOf } from './account/account-page.tsx'

/** A user's own accounts; a higher feature adds to the page of one. */
export const groupwareSection = (parts: () => Promise<AccountPartsOf>): Section => ({
  path: 'groupware',
  group: 'personal',
  title: 'groupware',
  icon: IconPlugConnected,
  may: 'user',
  lazy: async () => {
    const [{ groupwareWith }, Parts] = await Promise.all([import('./groupware-page.tsx'), parts()])
    return { Component: groupwareWith(Parts) }
  },
})

/** What holds for all accounts of the firm. */
export const firmGroupwareSection: Section = {
  path: 'firm-groupware',
  group: 'administration',
  title: 'groupware.firm',
  icon: IconCloudCog,
  may: 'admin',
  lazy: async () => ({ Component: (await import('./firm/firm-page.tsx')).FirmGroupwarePage }),
}
