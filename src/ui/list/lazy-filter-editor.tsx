import { Suspense, type ComponentProps } from 'react'
import { lazy } from '../lazy.ts'
import type { FilterEditor as Editor } from './filter-editor.tsx'

const Fetched = lazy(() => import('./filter-editor.tsx').then((m) => ({ default: m.FilterEditor })))

/** The editor of a filter, fetched when one is opened for the first time. */
export function FilterEditor(props: ComponentProps<typeof Editor>) {
  return (
    <Suspense>
      <Fetched {...props} />
    </Suspense>
  )
}
