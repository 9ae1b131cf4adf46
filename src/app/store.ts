import { join } from 'node:path'
import { s3Store } from '#connectors/s3.ts'
import type { Config } from '#platform/config.ts'
import { folderStore } from '#platform/files.ts'
import type { Store } from '#platform/files.ts'

/** Where this configuration keeps the bytes of files: the bucket it names, or a folder. */
export function openStore(config: Config): Store {
  return config.s3 ? s3Store(config.s3) : folderStore(join(config.dataDir, 'files'))
}
