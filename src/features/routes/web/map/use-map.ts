import { Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useLanguage, useText } from '#ui/texts.ts'
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
    if (!container || !own) return
    const palette = readPalette(container)
    let map: MapLibre
    try {
      map = new MapLibre({
        container,
        style: baseStyle(palette, language, own),
        ...(camera.current ?? { bounds: HOME }),
        attributionControl: { compact: true },
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxZoom: own.styleUrl || own.tileUrl ? 19 : 13,
        fadeDuration: 0,
        locale: {
          'NavigationControl.ZoomIn': t('map.zoom_in'),
          'NavigationControl.ZoomOut': t('map.zoom_out'),
          'AttributionControl.ToggleAttribution': t('map.sources'),
          'Map.Title': t('map.title'),
        },
      })
    } catch {
      setFailed(true)
      return
    }
    map.touchZoomRotate.disableRotation()
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    map.on('error', () => {
      if (!map.isStyleLoaded() && (own.styleUrl || own.tileUrl)) setFailed(true)
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

/** Whether the screen is dark now, chosen or by the system. */
function useIsDark(): boolean {
  const read = () => document.documentElement.dataset.mantineColorScheme === 'dark'
  const [dark, setDark] = useState(read)
  useEffect(() => {
    const watch = new MutationObserver(() => setDark(read()))
    watch.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => watch.disconnect()
  }, [])
  return dark
}
