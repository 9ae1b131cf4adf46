import { z } from 'zod'
import type { TableOf } from '#platform/database.ts'
import type { PlatformDb } from '#platform/tables.ts'

export const settingTable = z.object({
  key: z.string(),
  value: z.record(z.string(), z.unknown()),
  version: z.number(),
  updatedAt: z.string(),
  logoHash: z.string().nullable().meta({ description: 'Follows from the value' }),
})

export interface SettingsDb extends PlatformDb {
  setting: TableOf<typeof settingTable, 'version' | 'updatedAt' | 'logoHash'>
}
