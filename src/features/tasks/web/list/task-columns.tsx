import { Link } from 'react-router'
import { subjectsIn } from '#features/subjects/subject.ts'
import { SubjectChips } from '#features/subjects/web/subject-chips.tsx'
import { Face } from '#ui/face.tsx'
import { formatDay } from '#ui/format.ts'
import type { Column } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { TASK_PRIORITIES } from '../../task.ts'
import type { Task } from '../../task.ts'
import { doers } from '../task-api.ts'
import type { TaskWords } from '../task-api.ts'
import { CategoryMark, Due, Priority, StatusToggle, checklistWords } from '../task-parts.tsx'
import { ChoiceEditor, DueEditor, TitleEditor } from './task-editors.tsx'

/** The columns of the task list; who may change a task changes it in its cells. */
export function taskColumns(known: TaskWords, t: Translate): Column<Task>[] {
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  return [
    titleColumn(known),
    {
      id: 'due',
      text: 'tasks.due',
      width: 150,
      sort: 'dueDate',
      render: (row) => <Due task={row} />,
      editor: (props) => <DueEditor {...props} />,
    },
    {
      id: 'contact',
      text: 'subjects.about',
      width: 190,
      sort: 'contact',
      render: (row) => <AboutCell task={row} />,
    },
    {
      id: 'assignee',
      text: 'tasks.assignee',
      width: 150,
      sort: 'assignee',
      render: (row) => (
        <span className="task-person">
          <Face name={row.assignee.name} />
          <span className="cut">{row.assignee.name}</span>
        </span>
      ),
      editor: (props) => (
        <ChoiceEditor
          {...props}
          label="tasks.assignee"
          value={props.row.assigneeId}
          options={doers(known, props.row.assigneeId).map(named)}
          patch={(assigneeId) => ({ assigneeId })}
        />
      ),
    },
    {
      id: 'priority',
      text: 'tasks.priority',
      width: 90,
      render: (row) => <Priority task={row} />,
      editor: (props) => (
        <ChoiceEditor
          {...props}
          label="tasks.priority"
          value={props.row.priority}
          options={TASK_PRIORITIES.map((value) => ({ value, label: t(`tasks.priority.${value}`) }))}
          patch={(value) => ({ priority: value as Task['priority'] })}
        />
      ),
    },
    ...hiddenColumns(known),
  ]
}

/** The contact by name; what else it is about by name where there is room, else as pictures. */
function AboutCell({ task }: { task: Task }) {
  const { contact } = task
  const subjects = subjectsIn(task.about)
  return (
    <span className="task-about">
      {contact && (
        <Link
          className="cut"
          tabIndex={-1}
          to={`/contacts/${contact.id}`}
          onClick={(event) => event.stopPropagation()}
        >
          {contact.displayName}
        </Link>
      )}
      <SubjectChips records={subjects} inRow compact={contact !== null || subjects.length > 1} />
    </span>
  )
}

function titleColumn(known: TaskWords): Column<Task> {
  return {
    id: 'title',
    text: 'tasks.task',
    width: 340,
    sort: 'title',
    fixed: true,
    render: (row) => (
      <span className={row.status === 'closed' ? 'task-name done' : 'task-name'}>
        <StatusToggle task={row} inRow />
        <CategoryMark label={known.categories.find((one) => one.id === row.categoryId)} />
        <strong className="cut" title={row.description || row.title}>
          {row.title}
        </strong>
        {row.checklist.length > 0 && <span className="muted num">{checklistWords(row)}</span>}
      </span>
    ),
    editor: (props) => <TitleEditor {...props} />,
  }
}

function hiddenColumns(known: TaskWords): Column<Task>[] {
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  return [
    {
      id: 'category',
      text: 'tasks.category',
      width: 140,
      sort: 'category',
      hidden: true,
      render: (row) => known.categories.find((one) => one.id === row.categoryId)?.name,
      editor: (props) => (
        <ChoiceEditor
          {...props}
          label="tasks.category"
          value={props.row.categoryId}
          options={known.categories
            .filter((one) => !one.retired || one.id === props.row.categoryId)
            .map(named)}
          patch={(categoryId) => ({ categoryId })}
        />
      ),
    },
    {
      id: 'createdAt',
      text: 'tasks.created_at',
      width: 120,
      sort: 'createdAt',
      hidden: true,
      render: (row) => <span className="num">{formatDay(row.createdAt)}</span>,
    },
  ]
}
