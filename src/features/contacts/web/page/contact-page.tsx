import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { useUser } from '#ui/api/session.ts'
import { used } from '#ui/recent.ts'
import { RecordTabs } from '#ui/record/record-tabs.tsx'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { usePhone } from '#ui/use-phone.ts'
import type { Contact } from '../../contact.ts'
import { contactQuery } from '../contact-api.ts'
import { Beside, useBeside } from './beside.tsx'
import type { ContactCounts, ContactTab, ListCounter } from './contact-tab.ts'
import { Facts } from './facts.tsx'
import './page.css'
import { RecordHead } from './record-head.tsx'
import './beside.css'

const factsTab: ContactTab = { id: 'facts', text: 'contacts.peek.facts', Panel: Facts }

interface ContactPageProps {
  tabs: readonly ContactTab[]
  /** What a higher feature says of the contact beside its type and tags. */
  Mark?: ComponentType<{ contact: Contact }>
  /** How a higher feature writes to the contact; without one the mail program of the device does. */
  Mail?: ComponentType<{ contact: Contact; address: string }>
}

/** The page of a person or a company: facts at the left, what happened in the middle, who belongs to it at the right. */
export function ContactPage({ tabs, Mark, Mail }: ContactPageProps) {
  const { id = '' } = useParams()
  const { data: contact, error } = useQuery(contactQuery(id))
  useRecordName(contact?.displayName)
  const movedTo = error instanceof ApiProblem && !contact && error.body['movedTo']
  if (typeof movedTo === 'string') return <LedOn to={movedTo} />
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return <NotFoundPage />
  if (error && !contact) throw error
  if (!contact) return <Bones />
  return <Record key={contact.id} {...{ contact, tabs }} {...(Mark && { Mark })} {...(Mail && { Mail })} />
}

/** The contact became one with another: whoever comes by an old link stands before that one. */
function LedOn({ to }: { to: string }) {
  const t = useText()
  useEffect(() => say(t('page.led_on')), [t])
  return <Navigate to={`/contacts/${to}`} replace />
}

function Record({ contact, tabs, Mark, Mail }: ContactPageProps & { contact: Contact }) {
  const phone = usePhone()
  const [search] = useSearchParams()
  const persons = useBeside(contact)
  // The tab of persons tells the same in full.
  const beside = search.get('tab') === 'persons' ? undefined : persons
  const user = useUser()
  const { id, kind, displayName, companyName } = contact
  useEffect(() => {
    const subtitle = kind === 'person' ? companyName : null
    used(user.id, { kind: 'contact', id, title: displayName, subtitle, mark: kind })
  }, [user.id, id, kind, displayName, companyName])
  const mine = tabs.filter((tab) => tab.shows?.(contact) ?? true)
  return (
    <article className={beside ? 'record with-beside' : 'record'}>
      <RecordHead contact={contact} {...(Mail && { Mail })}>
        {Mark && <Mark contact={contact} />}
      </RecordHead>
      {!phone && <Facts contact={contact} />}
      <Tabs contact={contact} tabs={phone ? [...mine.slice(0, 1), factsTab, ...mine.slice(1)] : mine} />
      {beside && !phone && <Beside contact={contact} {...beside} />}
    </article>
  )
}

/** How many the lists of other features have of this contact. */
function useListed(id: string, tabs: readonly ContactTab[]): Map<ListCounter, number | undefined> {
  const isGuest = useUser().role === 'guest'
  const counters = tabs.flatMap(({ counter }) =>
    typeof counter === 'object' && !(isGuest && counter.guests === false) ? [counter] : [],
  )
  const found = useQueries({
    queries: counters.map(({ kind, path }) => ({
      queryKey: [kind, 'of-contact', id, path(id)],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask<{ total?: number; items: unknown[] }>('GET', `${path(id)}&limit=1&count=capped`, { signal }),
    })),
  })
  return new Map(
    counters.map((counter, at) => [counter, found[at]?.data?.total ?? found[at]?.data?.items.length]),
  )
}

function Tabs({ contact, tabs }: { contact: Contact; tabs: readonly ContactTab[] }) {
  const { data: counts } = useQuery({
    queryKey: ['contact', contact.id, 'counts'],
    queryFn: ({ signal }) => ask<ContactCounts>('GET', `/contacts/${contact.id}/counts`, { signal }),
  })
  const listed = useListed(contact.id, tabs)
  const counted = tabs.map(({ id, text, counter, Panel }) => ({
    id,
    text,
    count: () => (typeof counter === 'object' ? listed.get(counter) : counter && counts?.[counter]),
    render: () => <Panel contact={contact} />,
  }))
  return <RecordTabs record={contact} tabs={counted} />
}

/** What stands there while it loads; shown only when that takes long enough to notice. */
function Bones() {
  const line = (width: number): ReactNode => <span className="bone" style={{ width }} />
  return (
    <div className="record late" aria-busy="true">
      <div className="record-head">{line(220)}</div>
      <div className="facts">
        {line(160)}
        {line(240)}
        {line(200)}
      </div>
      <div className="record-main" />
    </div>
  )
}
