import { IconPlayerPause, IconPlayerPlay, IconUserShare } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import '../plan-form.css'
import type { Contact } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay } from '#ui/format.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { VisitChain, VisitChainChange } from '../../visit-chain.ts'
import { PauseSheet, PlanState } from '../plans/plan-parts.tsx'
import { Field } from '../typed-fields.tsx'
import { UserSelect, useUserName } from '../user-select.tsx'
import { PlanDot } from '../visit-parts.tsx'
import { refreshVisits } from '../visits-api.ts'

/** The plans by which a contact is visited; each can rest for this contact alone, or have a user of its own. */
export function ChainsPart({ contact }: { contact: Contact }) {
  const t = useText()
  const { data } = useQuery({
    queryKey: ['visitPlan', 'of', contact.id],
    queryFn: ({ signal }) =>
      ask<{ items: VisitChain[] }>('GET', `/contacts/${contact.id}/visit-plans`, { signal }),
  })
  if (!data?.items.length) return null
  return (
    <section className="visit-part" aria-label={t('visits.tab.plans')}>
      <h3>{t('visits.tab.plans')}</h3>
      <ul className="visit-lines">
        {data.items.map((chain) => (
          <Line key={chain.id} {...{ chain, contact }} />
        ))}
      </ul>
    </section>
  )
}

function Line({ chain, contact }: { chain: VisitChain; contact: Contact }) {
  const t = useText()
  const nameOf = useUserName()
  const change = useChangeChain()
  const [asking, setAsking] = useState<'pause' | 'assign'>()
  const { plan, state, pausedUntil, assigneeId } = chain
  const close = () => setAsking(undefined)
  const name = contact.displayName
  const pause = (until: string | null) =>
    change(chain, { state: 'paused', pausedUntil: until }, t('plan.said.rests', { name }))
  const goOn = () => change(chain, { state: 'active' }, t('plan.said.goes_on', { name }))
  const items: MenuItem[] = [
    state === 'paused'
      ? { id: 'go-on', label: t('plan.resume'), icon: IconPlayerPlay, run: () => void goOn().catch(complain) }
      : { id: 'pause', label: t('plan.pause'), icon: IconPlayerPause, run: () => setAsking('pause') },
    { id: 'assign', label: t('plan.own_user'), icon: IconUserShare, run: () => setAsking('assign') },
  ]
  return (
    <li className="visit-line">
      <span className="grow cut">
        <PlanDot color={plan.color} /> <Link to={`/visits/plans/${plan.id}`}>{plan.name}</Link>
        {assigneeId && <span className="muted"> · {nameOf(assigneeId)}</span>}
      </span>
      {pausedUntil && <span className="muted num">{t('plan.until', { day: formatDay(pausedUntil) })}</span>}
      {state === 'active' ? (
        plan.state !== 'active' && <PlanState state={plan.state} />
      ) : (
        <PlanState state={state} />
      )}
      {chain.can.length > 0 && (
        <MoreMenu small label={t('plan.actions', { name: plan.name })} items={items} />
      )}
      {asking === 'pause' && (
        <PauseSheet {...{ name }} text={t('plan.pause.one')} onPause={pause} onDone={close} />
      )}
      {asking === 'assign' && <OwnUserSheet {...{ chain, name }} onDone={close} />}
    </li>
  )
}

interface OwnUserProps {
  chain: VisitChain
  name: string
  onDone: () => void
}

/** Who visits this contact, instead of whom the plan says. */
function OwnUserSheet({ chain, name, onDone }: OwnUserProps) {
  const t = useText()
  const change = useChangeChain()
  const nameOf = useUserName()
  const [user, setUser] = useState(chain.assigneeId ?? '')
  const save = () => change(chain, { assigneeId: user || null }, t('plan.said.own_user', { name }))
  return (
    <FormSheet
      title={t('plan.own_user.title', { name })}
      dirty={false}
      action={t('plan.own_user.save')}
      onSubmit={() => void save().then(onDone, complain)}
      onClose={onDone}
    >
      <Field label={t('visit.assignee')} hint={t('plan.own_user.hint')}>
        {(props) => (
          <UserSelect
            {...props}
            value={user}
            none={t('plan.own_user.none', { name: nameOf(chain.plan.assigneeId) })}
            onChange={setUser}
          />
        )}
      </Field>
    </FormSheet>
  )
}

/** Changes a chain, says so, and offers the way back. */
function useChangeChain() {
  const client = useQueryClient()
  const send = async (chain: VisitChain, body: VisitChainChange) => {
    const path = `/visit-plans/${chain.plan.id}/customers/${chain.contactId}`
    const changed = await ask<VisitChain>('PATCH', path, { body, version: chain.version })
    await refreshVisits(client)
    return changed
  }
  return async (chain: VisitChain, body: VisitChainChange, label: string) => {
    const { state, pausedUntil, assigneeId } = chain
    const changed = await send(chain, body)
    if (changed.version === chain.version) return
    const back = { state: state === 'paused' ? state : ('active' as const), pausedUntil, assigneeId }
    did({ label, undo: () => send(changed, back) })
  }
}
