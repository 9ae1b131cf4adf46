import { useQuery } from '@tanstack/react-query'
import { lazy, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { ContactList } from '#features/contacts/web/list/contact-list.tsx'
import type { Imported } from '#features/imports/import.ts'
import { contactTaskItems, useContactTaskActions } from './contact-tasks.ts'
import { useViews } from '#features/views/web/use-views.ts'
import { ask } from '#ui/api/request.ts'

const RecentEntries = lazy(() =>
  import('#features/history/web/recent-entries.tsx').then((m) => ({ default: m.RecentEntries })),
)

/** The contact list with what higher features add to it: saved views, the newest of the timeline. */
export function ContactListScreen() {
  const { views, save, remove } = useViews('contacts')
  const [params, setParams] = useSearchParams()
  const run = useImport(params.get('run'))
  return (
    <ContactList
      views={views}
      run={run}
      onSaveView={(view) =>
        void save(view).then(
          (saved) =>
            saved &&
            setParams(
              (params) => {
                params.set('view', saved.id)
                return params
              },
              { replace: true },
            ),
        )
      }
      onDeleteView={(view) => void remove(view)}
      PeekMore={RecentEntries}
      bulkActions={useContactTaskActions()}
      moreMenu={contactTaskItems}
    />
  )
}

/** The import whose contacts are shown, by the name of its file; colleagues may not know it. */
function useImport(id: string | null) {
  const { data, isError } = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => ask<Imported>('GET', `/imports/${id}`, { signal }),
    enabled: id !== null,
    retry: false,
  })
  return useMemo(
    () => (id === null ? undefined : { value: id, label: data?.name ?? (isError ? '–' : '…') }),
    [id, data, isError],
  )
}
