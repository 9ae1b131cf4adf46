import { Popover } from '#ui/popover.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import type { Label } from '../label.ts'
import { iconNames, iconOf, labelIcons } from './label-icons.ts'

/** Colours that can be told apart in both schemes, each with its name. */
const colours = [
  ['#2f9d62', 'green'],
  ['#0f8a8a', 'petrol'],
  ['#3b82c4', 'blue'],
  ['#8a98d8', 'lavender'],
  ['#8b5cd6', 'violet'],
  ['#c05299', 'magenta'],
  ['#df7895', 'pink'],
  ['#d4473b', 'red'],
  ['#e07b39', 'orange'],
  ['#c98a12', 'amber'],
  ['#ffd267', 'yellow'],
  ['#7a8790', 'grey'],
] as const

interface MarkProps {
  label: Label
  mark: 'color' | 'icon'
  onChoose: (change: Pick<Label, 'color'> | Pick<Label, 'icon'>) => void
}

/** The colour or the icon of an entry; a click offers the others. */
export function LabelMark({ label, mark, onChoose }: MarkProps) {
  const t = useText()
  const Icon = iconOf(label.icon)
  const name = t(mark === 'color' ? 'labels.color_of' : 'labels.icon_of', { name: label.name })
  return (
    <Popover
      label={name}
      renderOpener={(props) => (
        <button type="button" className="icon-button" aria-label={name} title={name} {...props}>
          {mark === 'icon' && Icon ? <Icon size={18} stroke={1.75} /> : <Swatch color={label.color} />}
        </button>
      )}
    >
      {(close) => {
        const choose: MarkProps['onChoose'] = (change) => {
          close()
          onChoose(change)
        }
        return mark === 'color' ? (
          <Colours chosen={label.color} onChoose={(color) => choose({ color })} />
        ) : (
          <Icons chosen={label.icon} onChoose={(icon) => choose({ icon })} />
        )
      }}
    </Popover>
  )
}

function Swatch({ color }: { color: string | null }) {
  const style = color ? ({ '--swatch': color } as React.CSSProperties) : undefined
  return <span className="swatch" style={style} aria-hidden="true" />
}

function Colours({ chosen, onChoose }: { chosen: string | null; onChoose: (color: string | null) => void }) {
  const t = useText()
  return (
    <>
      <div className="swatches">
        {colours.map(([color, name]) => (
          <button
            key={color}
            type="button"
            className={color === chosen ? 'icon-button chosen' : 'icon-button'}
            aria-label={t(`labels.color.${name}`)}
            title={t(`labels.color.${name}`)}
            aria-pressed={color === chosen}
            onClick={() => onChoose(color)}
          >
            <Swatch color={color} />
          </button>
        ))}
      </div>
      <div className="swatches-foot">
        <button type="button" className="button ghost small" onClick={() => onChoose(null)}>
          {t('labels.color.none')}
        </button>
        <label className="check-line">
          {t('labels.color.other')}
          <input
            type="color"
            defaultValue={chosen ?? '#7a8790'}
            onBlur={(event) => event.target.value !== (chosen ?? '#7a8790') && onChoose(event.target.value)}
          />
        </label>
      </div>
    </>
  )
}

function Icons({ chosen, onChoose }: { chosen: string | null; onChoose: (icon: string) => void }) {
  const t = useText()
  return (
    <div className="swatches">
      {iconNames.map((name) => {
        const Icon = labelIcons[name]
        const words = t(`labels.icon.${name}` satisfies TextKey)
        return (
          <button
            key={name}
            type="button"
            className={name === chosen ? 'icon-button chosen' : 'icon-button'}
            aria-label={words}
            title={words}
            aria-pressed={name === chosen}
            onClick={() => onChoose(name)}
          >
            <Icon size={18} stroke={1.75} />
          </button>
        )
      })}
    </div>
  )
}
