import type { Readable } from 'node:stream'
import type { ControlledTransaction } from 'kysely'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import { routesOf } from '#platform/route.ts'
import type { Route } from '#platform/route.ts'
import { zipStream } from '#platform/zip.ts'
import { exportSize } from '../../full-export.ts'
import type { Tables } from '../../full-export.ts'
import { recordExport } from '../record-export.ts'
import { measureExport } from './measure.ts'
import { openSnapshot } from './snapshot.ts'
import { writeEverything } from './write-everything.ts'

const { get } = routesOf<ImportsDb>('exports')

/** The way out with everything; which tables there are comes from the top. */
export function fullExportRoutes(tables: Tables): Route[] {
  return [
    get({
      path: '/exports/all',
      summary: 'About how much a full export would hold',
      may: 'admin',
      reply: exportSize,
      run: ({ db }) => measureExport(db as never, tables),
    }),
    get({
      path: '/exports/all.zip',
      summary: 'Everything of one moment: tables as JSON lines with their schemas, and all files; no secrets',
      may: 'admin',
      binary: 'application/zip',
      run: async ({ db, by, house, response }): Promise<Readable> => {
        const { tx, close } = await openSnapshot(db)
        try {
          const name = `Kontor-${new Date().toISOString().slice(0, 10)}.zip`
          await recordExport(db, by, { file: name })
          response
            .type('application/zip')
            .header('content-disposition', `attachment; filename="${name}"`)
            .header('cache-control', 'no-store')
          const source = { files: house.files, tables, version: house.version, language: by.language }
          const handle = tx as unknown as ControlledTransaction<never>
          const stream = zipStream(writeEverything({ tx: handle, ...source }))
          stream.once('close', () => void close().catch(() => {}))
          stream.on('error', (error) => house.log.error({ err: error }, 'full export broke off'))
          return stream
        } catch (error) {
          await close()
          throw error
        }
      },
    }),
  ]
}
