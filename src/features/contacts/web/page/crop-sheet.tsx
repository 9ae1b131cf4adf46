import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { boxOf, inside, mostZoom, moved, wholeView, zoomed, type View } from './crop.ts'
import { writeImage } from './read-image.ts'
import './beside.css'

interface CropSheetProps {
  image: ImageBitmap
  onSave: (picture: Blob) => Promise<unknown>
  onClose: () => void
}

const shapes = { square: 1, upright: 2 / 3, whole: 0 }
type Shape = keyof typeof shapes

/** One step of an arrow key, as a part of what is shown. */
const step = 0.05

/** Chooses the part of a picture to keep: drag or arrows move it, the wheel, + and − or the slider zoom. */
export function CropSheet({ image, onSave, onClose }: CropSheetProps) {
  const t = useText()
  const [shape, setShape] = useState<Shape>('square')
  const ratio = shapes[shape] || image.width / image.height
  const [view, setView] = useState<View>(() => wholeView(image))
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await onSave(await writeImage(image, boxOf(view, image, ratio)))
      onClose()
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  return (
    <Sheet title={t('page.picture.crop')} onClose={onClose}>
      <div className="sheet-body crop">
        <CropStage {...{ image, view, ratio }} onView={setView} />
        <label className="crop-zoom">
          <span>{t('page.picture.zoom')}</span>
          <input
            type="range"
            min={1}
            max={mostZoom}
            step={0.05}
            value={view.zoom}
            onChange={(event) =>
              setView((now) => zoomed(now, image, ratio, event.target.valueAsNumber / now.zoom))
            }
          />
        </label>
        <fieldset className="crop-shapes">
          <legend className="sr-only">{t('page.picture.shape')}</legend>
          {(Object.keys(shapes) as Shape[]).map((one) => (
            <label key={one} className="pick">
              <input
                type="radio"
                name="shape"
                checked={shape === one}
                onChange={() => {
                  setShape(one)
                  setView((now) => inside(now, image, shapes[one] || image.width / image.height))
                }}
              />
              {t(`page.picture.shape.${one}`)}
            </label>
          ))}
        </fieldset>
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" className="button primary" disabled={busy} onClick={() => void save()}>
          {t('page.picture.take')}
        </button>
      </footer>
    </Sheet>
  )
}

interface CropStageProps {
  image: ImageBitmap
  view: View
  ratio: number
  onView: (change: (view: View) => View) => void
}

function CropStage({ image, view, ratio, onView }: CropStageProps) {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const from = useRef<{ x: number; y: number }>(undefined)
  const height = Math.min(280, 300 / ratio)
  const width = height * ratio
  const move = (right: number, down: number) => onView((now) => moved(now, image, ratio, { right, down }))
  const zoom = (factor: number) => onView((now) => zoomed(now, image, ratio, factor))
  useEffect(() => {
    const sheet = canvas.current
    const pen = sheet?.getContext('2d')
    if (!sheet || !pen) return
    sheet.width = width * devicePixelRatio
    sheet.height = height * devicePixelRatio
    const box = boxOf(view, image, ratio)
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(image, box.left, box.top, box.width, box.height, 0, 0, sheet.width, sheet.height)
  }, [image, view, ratio, width, height])
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
      '+': () => zoom(1.15),
      '-': () => zoom(1 / 1.15),
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!from.current) return
    move((from.current.x - event.clientX) / width, (from.current.y - event.clientY) / height)
    from.current = { x: event.clientX, y: event.clientY }
  }
  return (
    <button
      type="button"
      className="crop-stage"
      style={{ width, height }}
      aria-label={t('page.picture.keys')}
      data-autofocus
      onKeyDown={onKeyDown}
      onWheel={(event) => zoom(event.deltaY < 0 ? 1.08 : 1 / 1.08)}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, y: event.clientY }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = undefined)}
    >
      <canvas ref={canvas} />
    </button>
  )
}
