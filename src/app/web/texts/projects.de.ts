import projectWords from '#features/projects/texts/de.json'

/** What the screens and forms of projects say. */
export const projects = { ...projectWords }
