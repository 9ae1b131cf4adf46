import tasksWords from '#features/tasks/texts/en.json'

/** What the screens and forms of tasks say. */
export const tasks = { ...tasksWords }
