import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { folderStore } from '#platform/files.ts'
import type { Store } from '#platform/files.ts'

/** Where this configuration keeps the bytes of files. */
export function openStore(config: Config): Store {
  return folderStore(join(config.dataDir, 'files'))
}
