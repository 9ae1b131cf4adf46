import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { upload } from '#ui/inputs/upload.ts'
import type { z } from 'zod'
import type { Run, runLeft } from '#features/runs/run.ts'
import type { ImportChange, Imported, ImportPreview, ImportRow, ImportRun, RowsRun } from '../import.ts'

/** How often a running import is asked for, beside what the stream tells. */
const everySecond = 1000

/** One import; asked for again and again while it runs. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => ask<Imported>('GET', `/imports/${id}`, { signal }),
    refetchInterval: (query) => (isRunning(query.state.data) ? everySecond : false),
  })

/** Own imports, newest first. */
export const importsQuery = queryOptions({
  queryKey: ['import', 'mine'],
  queryFn: ({ signal }) => ask<{ items: Imported[] }>('GET', '/imports', { query: { limit: '20' }, signal }),
  select: (page) => page.items,
})

/** The first rows of a file; the server looks into it anew. Live changes need not ask again: the file stays. */
export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['import-preview', id],
    queryFn: () => ask<ImportPreview>('PATCH', `/imports/${id}`, { body: {} }),
    staleTime: Infinity,
  })

/** The rows that were left out, page by page. */
export function fetchRows(id: string, state: ImportRow['state'], cursor: string, signal?: AbortSignal) {
  return ask<{ items: ImportRow[]; nextCursor: string | null }>('GET', `/imports/${id}/rows`, {
    query: { state, limit: '50', ...(cursor && { cursor }) },
    ...(signal && { signal }),
  })
}

/** The examples a dry run keeps of what it would do. */
export const examplesQuery = ({ id, jobId }: Imported, state: ImportRow['state']) =>
  queryOptions({
    queryKey: ['import', id, 'rows', state, jobId, 'examples'],
    queryFn: ({ signal }) => fetchRows(id, state, '', signal),
    select: (page) => page.items,
  })

/** The import as a run: whether it can be taken back, and what became of that. */
export const runQuery = ({ id, jobId }: Imported) =>
  queryOptions({
    queryKey: ['import', id, 'run', jobId],
    queryFn: ({ signal }) => ask<Run>('GET', `/runs/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'running' || data?.state === 'undoing' ? everySecond : false,
  })

/** What the undo of an import left as it is. */
export const leftQuery = (undoId: string) =>
  queryOptions({
    queryKey: ['import', 'left', undoId],
    queryFn: ({ signal }) =>
      ask<{ items: z.infer<typeof runLeft>[] }>('GET', `/runs/${undoId}/left`, { signal }),
    select: (page) => page.items,
  })

/** What one does with an import: bring a file in, look again, run it. */
export function useImports() {
  const client = useQueryClient()
  const keep = (preview: ImportPreview) => {
    client.setQueryData(previewQuery(preview.id).queryKey, preview)
    void client.invalidateQueries({ queryKey: ['import'] })
    return preview
  }
  return {
    bring: async (file: File, onProgress: (part: number) => void) =>
      keep(await upload<ImportPreview>('/imports', file, { onProgress })),
    look: async (id: string, change: ImportChange) =>
      keep(await ask<ImportPreview>('PATCH', `/imports/${id}`, { body: change })),
    run: async (id: string, run: ImportRun) => {
      await ask<unknown>('POST', `/imports/${id}/run`, { body: run })
      await client.invalidateQueries({ queryKey: ['import'] })
      await client.invalidateQueries({ queryKey: ['job'] })
    },
    /** Corrects a row; it is checked, and comes in with the others. */
    correct: async (id: string, row: ImportRow, cells: string[]) => {
      const changed = await ask<ImportRow>('PATCH', `/imports/${id}/rows/${row.number}`, { body: { cells } })
      await client.invalidateQueries({ queryKey: ['import', id, 'rows'] })
      return changed
    },
    runRows: async (id: string, again: RowsRun) => {
      await ask<unknown>('POST', `/imports/${id}/rows/run`, { body: again })
      await client.invalidateQueries({ queryKey: ['import'] })
      await client.invalidateQueries({ queryKey: ['job'] })
    },
    undo: async (id: string) => {
      await ask<unknown>('POST', `/imports/${id}/undo`)
      await client.invalidateQueries({ queryKey: ['import'] })
      await client.invalidateQueries({ queryKey: ['job'] })
    },
    cancel: async (jobId: string) => {
      await ask<unknown>('POST', `/jobs/${jobId}/cancel`)
      await client.invalidateQueries({ queryKey: ['import'] })
    },
  }
}

/** Whether it is under way. */
export function isRunning(one: Pick<Imported, 'state'> | undefined): boolean {
  return one?.state === 'queued' || one?.state === 'running'
}

/** Whether it may still be set up: nothing of it has come in. */
export function isOpen({ state, options }: Imported): boolean {
  return state === 'ready' || (!isRunning({ state }) && options?.dryRun === true)
}
