import { useRef, useState, type MouseEvent } from 'react'
import { formatNumber } from '#ui/format.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { usePhone } from '#ui/use-phone.ts'
import type { Selection } from '#ui/list/description.ts'
import { isChosen, nothing } from '#ui/list/selection.ts'
import { PickList } from '#ui/wizard/pick-list.tsx'
import { only, pickedOf } from '#ui/wizard/picked.ts'
import { usePickRows } from '#ui/wizard/use-pick-rows.ts'
import { MOST_LISTED, STEPS, TAKEOVER_AREAS } from '../../takeover.ts'
import type { Takeover, TakeoverArea, TakeoverItem } from '../../takeover.ts'
import { itemsQuestion, useTakeoverActs, type Saying } from '../takeover-api.ts'
import { ReadFrom } from '../read-from.tsx'
import { TakeoverWizard } from '../takeover-wizard.tsx'
import { AssignPanel } from './assign-panel.tsx'
import { ItemLine } from './item-line.tsx'
import { NothingHere } from './nothing-here.tsx'
import { StepTools } from './step-tools.tsx'
import { chosenWords, planWords } from './step-words.ts'
import './area.css'

interface AreaStepProps {
  takeover: Takeover
  area: TakeoverArea
  go: (step: Takeover['step']) => void
}

const rowId = ({ id }: TakeoverItem) => id

/** The items of an area: which of them, and what each is about. */
export function AreaStep({ takeover, area, go }: AreaStepProps) {
  const t = useText()
  const acts = useTakeoverActs()
  const phone = usePhone()
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const [which, setWhich] = useState<'offered' | 'skipped'>('offered')
  const [selection, setSelection] = useState<Selection>(nothing)
  const [isAssigning, setAssigning] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const focusOn = (what: string) => body.current?.querySelector<HTMLElement>(what)?.focus()
  const counts = takeover.counts[area]
  const isOffered = which === 'offered'
  const rows = usePickRows({
    ...itemsQuestion({ id: takeover.id, area, which, q }),
    ...(q === '' && { total: counts[which] }),
  })
  const say = (saying: Pick<Saying, 'picked' | 'change' | 'contactName' | 'about'>) =>
    acts.assign(takeover.id, { area, q, ...saying })
  const ask = (part: { q?: string; which?: typeof which }) => {
    if (part.q !== undefined) setTyped(part.q)
    if (part.which) setWhich(part.which)
    setSelection(nothing)
  }
  const marks = {
    isMarked: ({ chosen }: TakeoverItem) => chosen,
    count: q === '' ? counts.chosen : rows.items.filter(({ chosen }) => chosen).length,
    total: q === '' ? counts.offered : rows.items.length,
    mark: (picked: Saying['picked'], chosen: boolean) =>
      void say({ picked, change: { chosen } }).catch(complain),
  }
  const nameOf = ({ head }: TakeoverItem) => head.title || t('takeover.untitled')
  const isChosenArea = takeover.areas.includes(area)
  const chosen = rows.items.filter(({ id }) => isChosen(selection, id))
  const panel = isOffered && (
    <AssignPanel
      key={[...selection.ids].join()}
      items={chosen}
      picked={pickedOf(selection)}
      total={rows.count}
      area={area}
      onSay={say}
      onDone={() => (phone ? setAssigning(false) : focusOn('[role=grid]'))}
    />
  )
  return (
    <TakeoverWizard
      takeover={takeover}
      step={area}
      full
      heading={t(isChosenArea ? `takeover.heading.${area}` : `takeover.step.${area}`)}
      text={
        isChosenArea && (
          <>
            {t(phone ? 'takeover.area.text_phone' : 'takeover.area.text')}
            <ReadFrom takeover={takeover} area={area} />
            {takeover.truncated.includes(area) && (
              <strong className="takeover-truncated">
                {t('takeover.area.truncated', { most: formatNumber(MOST_LISTED) })}
              </strong>
            )}
          </>
        )
      }
      back={() => go(STEPS[STEPS.indexOf(area) - 1] ?? 'areas')}
      {...useNext(takeover, area, go)}
    >
      <div className="takeover-step" ref={body}>
        <PickList
          label={t(`takeover.heading.${area}`)}
          rows={rows}
          rowId={rowId}
          rowName={nameOf}
          renderRow={(item) => <ItemLine item={item} name={nameOf(item)} />}
          {...(isOffered && counts.offered > 0 && { marks })}
          selection={selection}
          onSelect={setSelection}
          renderBar={() =>
            phone &&
            isOffered && (
              <button type="button" className="button small primary" onClick={() => setAssigning(true)}>
                {t('takeover.assign')}
              </button>
            )
          }
          tools={
            isChosenArea && (
              <StepTools
                q={typed}
                which={which}
                counts={counts}
                busy={rows.stale}
                onAsk={ask}
                onLeave={() => focusOn('[role=grid]')}
              />
            )
          }
          empty={<NothingHere takeover={takeover} area={area} which={which} q={q} />}
          onOpen={(item) => {
            if (!isChosen(selection, item.id)) setSelection(only(item.id))
            if (phone) setAssigning(true)
            else focusOn('aside :is(button, input)')
          }}
        />
        {!phone && isChosenArea && isOffered && <aside aria-label={t('takeover.assignment')}>{panel}</aside>}
        {phone && isAssigning && (
          <Sheet
            title={t('takeover.assignment')}
            onClose={() => {
              setAssigning(false)
              if (chosen.length === 1) setSelection(nothing)
            }}
          >
            <div className="sheet-body" onClickCapture={onlyFirstOfTaps}>
              {panel}
            </div>
          </Sheet>
        )}
      </div>
    </TakeoverWizard>
  )
}

/** The second tap of two on a row falls on what the first one opened, and is meant for none of it. */
function onlyFirstOfTaps(event: MouseEvent): void {
  if (event.detail < 2) return
  event.preventDefault()
  event.stopPropagation()
}

/** On to the next area; behind the last one everything is brought in. */
function useNext(takeover: Takeover, area: TakeoverArea, go: AreaStepProps['go']) {
  const t = useText()
  const acts = useTakeoverActs()
  const isLast = area === 'appointment'
  const total = TAKEOVER_AREAS.reduce((sum, one) => sum + takeover.counts[one].chosen, 0)
  const run = async () => {
    await acts.walk(takeover.id, area)
    await acts.run(takeover.id)
    go('result')
  }
  if (!isLast)
    return {
      chosen: takeover.areas.includes(area) && chosenWords(t, area, takeover.counts[area]),
      next: { run: () => go(area === 'mail' ? 'task' : 'appointment') },
    }
  return {
    chosen: planWords(t, takeover),
    next: { label: t('takeover.execute'), disabled: total === 0 && !takeover.refresh, run },
  }
}
