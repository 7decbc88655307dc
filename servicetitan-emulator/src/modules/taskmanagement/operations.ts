/** The task management API: one row per operation. */
import type { Rows } from '../../operations/call.ts';
import { list } from '../../operations/list.ts';
import { act } from '../../operations/record.ts';
import { tasks } from './collections.ts';
import { createSubtask, createTask, getTask, listChoices, taskFilters, taskShown } from './tasks.ts';

export const taskmanagement: Rows = {
  'taskmanagement.clientSideData.get': act(listChoices),
  'taskmanagement.tasks.getTasks': list(tasks, {
    as: taskShown,
    filters: taskFilters,
    sort: { CompletedBy: 'completeBy', Priority: 'priorityRank' },
  }),
  'taskmanagement.tasks.getTask': act(getTask),
  'taskmanagement.tasks.create': act(createTask),
  'taskmanagement.tasks.createSubtask': act(createSubtask),
};
