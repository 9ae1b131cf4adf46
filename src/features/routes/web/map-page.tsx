import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { useSaveSettings, useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import type { MapSettings } from '../map-settings.ts'

/** What the map is drawn from, who knows the roads, and whose data are shipped. */
export function MapPage() {
  const t = useText()
  const settings = useSettings()
  const save = useSaveSettings()
  if (!settings) return <Waiting lines={7} />
  const { map } = settings
  const line = (field: keyof MapSettings, label: TextKey) => (
    <EditField
      label={t(label)}
      type={field === 'attribution' ? 'text' : 'url'}
      value={map[field] ?? ''}
      onSave={(typed) => save({ map: { [field]: typed.trim() } }, t(label))}
    />
  )
  return (
    <SettingsPage title={t('settings.map')} text={t('settings.map_text')}>
      <Part title={t('settings.map.base')} text={t('settings.map.base_text')}>
        {line('styleUrl', 'settings.map.style_url')}
        {line('tileUrl', 'settings.map.tile_url')}
        {line('attribution', 'settings.map.attribution')}
      </Part>
      <Part title={t('settings.map.routing')} text={t('settings.map.routing_text')}>
        <ChoiceLine
          label={t('settings.map.routing_kind')}
          value={map.routing ?? 'none'}
          options={(['none', 'osrm', 'valhalla'] as const).map((value) => ({
            value,
            label: t(`settings.map.routing.${value}`),
          }))}
          onSave={(routing) => save({ map: { routing } }, t('settings.map.routing_kind'))}
        />
        {line('routingUrl', 'settings.map.routing_url')}
      </Part>
      <Part title={t('settings.map.data')} text={t('settings.map.data_text')}>
        {null}
      </Part>
    </SettingsPage>
  )
}
