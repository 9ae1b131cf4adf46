import { administrationSections } from '#features/administration/web/sections.ts'
import { bookkeepingSection } from '#features/bookkeeping/web/sections.ts'
import { feedSection } from '#features/calendar/web/feeds/feed-section.ts'
import { davSection } from '#features/dav/web/dav-section.ts'
import { fieldSection } from '#features/customfields/web/pages.ts'
import { firmGroupwareSection, groupwareSection } from '#features/groupware/web/groupware-section.ts'
import { exportSection } from '#features/exports/web/sections.ts'
import { weightSection } from '#features/duplicates/web/weight-section.ts'
import { invoiceSections } from '#features/invoices/web/sections.ts'
import { itemSections } from '#features/items/web/sections.ts'
import { labelSection } from '#features/labels/web/pages.ts'
import { signatureSection, templateSection } from '#features/mails/web/settings/sections.ts'
import { moneySection } from '#features/money/web/sections.ts'
import { firmSections } from '#features/settings/web/firm-sections.ts'
import { reminderSection } from '#features/payments/web/sections.ts'
import { pipelineSection } from '#features/opportunities/web/settings-section.ts'
import { settingsFrame } from '#features/settings/web/settings-frame.tsx'
import { runSection } from '#features/runs/web/run-section.ts'
import { systemSection } from '#features/setup/web/pages.ts'
import { notificationSection } from '#features/notifications/web/pages.ts'
import { ownSections, peopleSections } from '#features/users/web/pages.ts'
import { mapSection } from '#features/routes/web/map-section.ts'
import { saying } from '#ui/texts.ts'
import { closureSection, teamSection, workSection } from '#features/workdays/web/pages.ts'

/** The pages of the settings area, in the order of its navigation. */
const sections = [
  ...ownSections,
  notificationSection,
  workSection,
  feedSection,
  groupwareSection(
    async () =>
      (await saying('takeover', saying('sync', import('./account-parts.tsx')))).GroupwareAccountParts,
  ),
  davSection,
  signatureSection,
  ...firmSections,
  closureSection,
  mapSection,
  labelSection('contact-types'),
  labelSection('temperatures'),
  labelSection('tags'),
  fieldSection,
  templateSection,
  runSection,
  weightSection,
  pipelineSection,
  labelSection('lost-reasons'),
  labelSection('history-categories'),
  labelSection('task-categories'),
  ...itemSections,
  moneySection,
  ...invoiceSections,
  reminderSection,
  bookkeepingSection,
  ...peopleSections,
  teamSection,
  firmGroupwareSection,
  ...administrationSections,
  exportSection,
  systemSection,
]

export const SettingsArea = settingsFrame(sections)

/** The routes below `/settings`. */
export const sectionRoutes = sections.map(({ path, title, lazy }) => ({ path, handle: { title }, lazy }))
