import projectWords from '#features/projects/texts/en.json'

/** What the screens and forms of projects say. */
export const projects = { ...projectWords }
