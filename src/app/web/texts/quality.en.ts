import qualityOwn from '#features/quality/texts/en.json'

/** What the page of data quality says. */
export const quality = { ...qualityOwn }
