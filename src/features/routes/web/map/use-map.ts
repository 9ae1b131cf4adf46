import { Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import type { StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useLanguage, useText, type Translate } from '#ui/texts.ts'
import type { MapSettings } from '../../map-settings.ts'
import { baseStyle } from './map-style.ts'
import { addOverlay } from './overlay.ts'
import { readPalette } from './palette.ts'
import type { Palette } from './palette.ts'

// From our own server: the content security policy allows no worker out of a string.
setWorkerUrl(workerUrl)

/** Germany, Austria and Switzerland. */
const HOME: [number, number, number, number] = [5.6, 45.7, 17.3, 55.1]

/** A map that is ready to be drawn on. */
export interface DrawnMap {
  map: MapLibre
  palette: Palette
}

/**
 * Draws a map into the element, anew in other colours or another language, where it was. `failed`: this browser cannot,
 * or the base the administrator named did not come.
 */
export function useMap(
  element: RefObject<HTMLDivElement | null>,
  own: MapSettings | undefined,
): { drawn: DrawnMap | undefined; failed: boolean } {
  const t = useText()
  const language = useLanguage()
  const dark = useIsDark()
  const camera = useRef<{ center: [number, number]; zoom: number }>(undefined)
  const [drawn, setDrawn] = useState<DrawnMap>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const container = element.current
    if (!container || !own) return undefined
    const palette = readPalette(container, dark)
    const style = baseStyle(palette, language, own)
    const map = openMap(container, { style, own, locale: wordsOf(t), ...camera.current })
    if (!map) {
      queueMicrotask(() => setFailed(true))
      return undefined
    }
    map.on('error', () => {
      if (!map.isStyleLoaded() && hasOwnBase(own)) setFailed(true)
    })
    map.on('load', () => {
      addOverlay(map, palette)
      setFailed(false)
      setDrawn({ map, palette })
    })
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter()
      camera.current = { center: [lng, lat], zoom: map.getZoom() }
    })
    return () => {
      setDrawn(undefined)
      map.remove()
    }
  }, [element, own, language, dark, t])
  return { drawn, failed }
}

interface Opening {
  style: StyleSpecification | string
  own: MapSettings
  locale: Record<string, string>
  center?: [number, number]
  zoom?: number
}

/** A flat map with north on top; undefined where the browser cannot draw one. */
function openMap(container: HTMLElement, { own, ...options }: Opening): MapLibre | undefined {
  try {
    const map = new MapLibre({
      container,
      ...(options.center ? {} : { bounds: HOME }),
      ...options,
      attributionControl: { compact: true },
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: hasOwnBase(own) ? 19 : 13,
      fadeDuration: 0,
    })
    map.touchZoomRotate.disableRotation()
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    return map
  } catch {
    return undefined
  }
}

function hasOwnBase({ styleUrl, tileUrl }: MapSettings): boolean {
  return Boolean(styleUrl) || Boolean(tileUrl)
}

function wordsOf(t: Translate): Record<string, string> {
  return {
    'NavigationControl.ZoomIn': t('map.zoom_in'),
    'NavigationControl.ZoomOut': t('map.zoom_out'),
    'AttributionControl.ToggleAttribution': t('map.sources'),
    'Map.Title': t('map.title'),
  }
}

const isDarkNow = () => document.documentElement.dataset['mantineColorScheme'] === 'dark'

/** Whether the screen is dark now, chosen or by the system. */
function useIsDark(): boolean {
  const [dark, setDark] = useState(isDarkNow)
  useEffect(() => {
    const watch = new MutationObserver(() => setDark(isDarkNow()))
    watch.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => watch.disconnect()
  }, [])
  return dark
}
