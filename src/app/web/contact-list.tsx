import { lazy } from 'react'
import { useSearchParams } from 'react-router'
import { ContactList } from '#features/contacts/web/list/contact-list.tsx'
import { useViews } from '#features/views/web/use-views.ts'

const RecentEntries = lazy(() =>
  import('#features/history/web/recent-entries.tsx').then((m) => ({ default: m.RecentEntries })),
)

/** The contact list with what higher features add to it: saved views, the newest of the timeline. */
export function ContactListScreen() {
  const { views, save, remove } = useViews('contacts')
  const [, setParams] = useSearchParams()
  return (
    <ContactList
      views={views}
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
    />
  )
}
