import { useSearchParams } from 'react-router'
import type { View } from './description.ts'

/** The views of a list that people saved, which a feature above keeps. */
export interface KeptViews {
  views: View[]
  save: (view: Omit<View, 'id' | 'mine'> & { id?: string }) => Promise<{ id: string } | undefined>
  remove: (view: View) => Promise<unknown>
}

/** What a list needs to show saved views behind those that everybody has; one just saved is shown at once. */
export function useKeptViews(presets: readonly View[], { views, save, remove }: KeptViews) {
  const [, setParams] = useSearchParams()
  const show = (id: string) =>
    setParams(
      (params) => {
        params.set('view', id)
        return params
      },
      { replace: true },
    )
  return {
    views: [...presets, ...views],
    onSaveView: (view: Parameters<KeptViews['save']>[0]) =>
      void save(view).then((saved) => saved && show(saved.id)),
    onDeleteView: (view: View) => void remove(view),
  }
}
