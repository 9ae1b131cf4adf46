import { useQuery } from '@tanstack/react-query'
import { IconAddressBook, IconMapPin, IconTicket } from '@tabler/icons-react'
import { Suspense, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { askAhead } from '#features/contacts/web/list/ask-ahead.ts'
import { ContactList } from '#features/contacts/web/list/contact-list.tsx'
import { openEventInvite } from '#features/events/web/dialogs.ts'
import type { Imported } from '#features/imports/import.ts'
import { contactTaskItems, useContactTaskActions } from './contact-tasks.ts'
import { peopleItems } from '#features/takeover/web/people/pages.ts'
import { useViews } from '#features/views/web/use-views.ts'
import { openPlanForm } from '#features/visits/web/dialogs.ts'
import { ask } from '#ui/api/request.ts'
import { lazy } from '#ui/lazy.ts'
import type { BulkAction, Column } from '#ui/list/description.ts'
import { saying, useText } from '#ui/texts.ts'
import { sessionQuery, useUser } from '#ui/api/session.ts'
import { client } from './client.ts'

const RecentEntries = lazy(() =>
  import('#features/history/web/recent-entries.tsx').then((m) => ({ default: m.RecentEntries })),
)

const Nearest = lazy(() =>
  saying('tasks', import('#features/tasks/web/list/nearest-task.tsx')).then((m) => ({ default: m.Nearest })),
)

/** Left out until chosen: what one does next about a contact. */
const taskColumns: Column<Contact>[] = [
  {
    id: 'task',
    text: 'tasks.nearest',
    width: 220,
    hidden: true,
    render: ({ id }) => (
      <Suspense>
        <Nearest contactId={id} />
      </Suspense>
    ),
  },
]

let isFirst = true

/** Where a visit begins with the whole list, its rows are asked for as soon as it is known who asks. */
export async function meetList({ request }: { request: Request }): Promise<null> {
  const begins = isFirst && new URL(request.url).search === ''
  isFirst = false
  if (!begins) return null
  const user = await client.ensureQueryData(sessionQuery).catch(() => undefined)
  if (user) await askAhead(client)
  return null
}

/** The contact list with what higher features add to it: saved views, the newest of the timeline. */
export function ContactListScreen() {
  const { views, save, remove } = useViews('contacts')
  const [params, setParams] = useSearchParams()
  const run = useImport(params.get('run'))
  const guest = useUser().role === 'guest'
  const [tasks, planning, exporting] = [useContactTaskActions(), usePlanning(), useExporting()]
  const t = useText()
  const go = useNavigate()
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
      bulkActions={[...tasks, ...planning, ...exporting]}
      moreMenu={contactTaskItems}
      {...(!guest && { moreTools: { label: t('people.menu'), items: peopleItems(t, go) } })}
      {...(!guest && { moreColumns: taskColumns })}
    />
  )
}

/** Plans visits to chosen contacts; all that a filter finds become a plan with that filter. */
function usePlanning(): BulkAction[] {
  const t = useText()
  if (useUser().role === 'guest') return []
  return [
    {
      id: 'visits',
      label: t('visits.plan_visits'),
      icon: IconMapPin,
      rare: true,
      run: (chosen) =>
        void openPlanForm({
          preset: 'ids' in chosen ? { contactIds: chosen.ids } : { filter: chosen.filter },
        }),
    },
    {
      id: 'event',
      label: t('events.add_contacts'),
      icon: IconTicket,
      rare: true,
      run: (chosen, clear) => void openEventInvite({ chosen }).then((added) => added && clear()),
    },
  ]
}

/** To an address book: what is chosen goes along to the page where one says how. */
function useExporting(): BulkAction[] {
  const t = useText()
  const go = useNavigate()
  if (useUser().role === 'guest') return []
  return [
    {
      id: 'groupware',
      label: t('people.to_groupware'),
      icon: IconAddressBook,
      rare: true,
      run: (chosen) => void go('/groupware/contacts/export', { state: chosen }),
    },
  ]
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
