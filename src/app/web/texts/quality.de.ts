import qualityOwn from '#features/quality/texts/de.json'

/** What the page of data quality says. */
export const quality = { ...qualityOwn }
