import { useQuery } from '@tanstack/react-query'
import { useState, type ComponentType, type FormEvent } from 'react'
import { placed, useOrder } from '#features/settings/web/order.tsx'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Label, LabelList } from '../label.ts'
import { DeleteLabel } from './delete-label.tsx'
import { LabelLine } from './label-line.tsx'
import { labelsQuery, looks, useLabels, type Labels } from './labels-api.ts'
import { MergeSheet } from './merge-sheet.tsx'

/** The screen of a list; contact types, temperatures, tags and both kinds of categories are all drawn by it. */
export function labelsPage(list: LabelList): ComponentType {
  return function LabelsPage() {
    const t = useText()
    const labels = useLabels(list)
    const { data, error, refetch } = useQuery(labelsQuery(list))
    const unused = data?.filter((label) => label.usageCount === 0) ?? []
    return (
      <SettingsPage
        title={t(`labels.${list}`)}
        text={t(`labels.${list}_text`)}
        actions={list === 'tags' && unused.length > 0 && <DeleteUnused unused={unused} labels={labels} />}
      >
        <AddLine labels={labels} />
        {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Waiting />}
        {data?.length === 0 && <EmptyList title={t('labels.empty')} text={t('labels.empty_text')} />}
        {data && data.length > 0 && <Lines list={list} items={data} labels={labels} />}
      </SettingsPage>
    )
  }
}

function AddLine({ labels }: { labels: Labels }) {
  const t = useText()
  const [name, setName] = useState('')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    await labels.create({ name }).then(() => setName(''), complain)
  }
  return (
    <form className="add-line" onSubmit={(event) => void add(event)}>
      <input
        className="field"
        value={name}
        maxLength={100}
        aria-label={t('labels.new')}
        placeholder={t('labels.new')}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={!name.trim()}>
        {t('labels.add')}
      </button>
    </form>
  )
}

function Lines({ list, items, labels }: { list: LabelList; items: Label[]; labels: Labels }) {
  const t = useText()
  const [asking, setAsking] = useState<{ what: 'merge' | 'delete'; label: Label }>()
  const close = () => setAsking(undefined)
  const { shown, lineProps, move } = useOrder(items, (label, to) => {
    labels.show(placed(items, label, to))
    labels.change(label, { order: to }, t('labels.moved', { name: label.name })).catch(complain)
  })
  return (
    <>
      <ul className="ordered">
        {shown.map((label) => (
          <LabelLine
            key={label.id}
            {...{ label, list, labels }}
            lineProps={lineProps(label)}
            onMove={(by) => move(label, by)}
            onAsk={(what) => setAsking({ what, label })}
          />
        ))}
      </ul>
      {asking?.what === 'merge' && (
        <MergeSheet
          label={asking.label}
          counts={looks[list].usedIn ? 'contacts' : 'entries'}
          others={items}
          labels={labels}
          onClose={close}
        />
      )}
      {asking?.what === 'delete' && (
        <DeleteLabel
          label={asking.label}
          list={list}
          labels={labels}
          onMerge={() => setAsking({ what: 'merge', label: asking.label })}
          onClose={close}
        />
      )}
    </>
  )
}

function DeleteUnused({ unused, labels }: { unused: Label[]; labels: Labels }) {
  const t = useText()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('labels.delete_unused')}
      </button>
      {asking && (
        <ConfirmSheet
          title={t('labels.delete_unused_title', { count: unused.length })}
          text={unused.map((label) => label.name).join(', ')}
          action={t('settings.delete')}
          onConfirm={() => labels.removeUnused(unused)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
