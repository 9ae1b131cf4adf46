import {
  IconKey,
  IconKeyboard,
  IconShieldLock,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Section } from '#features/settings/web/sections.ts'

/** What users set for themselves. */
export const ownSections: Section[] = [
  {
    path: 'profile',
    group: 'personal',
    title: 'users.profile',
    icon: IconUser,
    may: 'everybody',
    lazy: async () => ({ Component: (await import('./profile-page.tsx')).ProfilePage }),
  },
  {
    path: 'security',
    group: 'personal',
    title: 'users.security',
    icon: IconShieldLock,
    may: 'everybody',
    lazy: async () => ({ Component: (await import('./security-page.tsx')).SecurityPage }),
  },
  {
    path: 'keys',
    group: 'personal',
    title: 'users.keys',
    icon: IconKeyboard,
    may: 'everybody',
    lazy: async () => ({ Component: (await import('./keys-page.tsx')).KeysPage }),
  },
  {
    path: 'tokens',
    group: 'personal',
    title: 'users.tokens',
    icon: IconKey,
    may: 'everybody',
    lazy: async () => ({ Component: (await import('./tokens-page.tsx')).TokensPage }),
  },
]

/** Who works here. */
export const peopleSections: Section[] = [
  {
    path: 'users',
    group: 'administration',
    title: 'users',
    icon: IconUsers,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./users-page.tsx')).UsersPage }),
  },
  {
    path: 'groups',
    group: 'administration',
    title: 'users.groups',
    icon: IconUsersGroup,
    may: 'admin',
    lazy: async () => ({ Component: (await import('./groups-page.tsx')).GroupsPage }),
  },
]
