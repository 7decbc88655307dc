/** Tasks: their kinds come from the company's own catalogues, which only one operation shows. */
import type { Kitchen, Recipes } from './recipe.ts';

async function newTask(kitchen: Kitchen): Promise<Record<string, unknown>> {
  const choices = await kitchen.get('taskmanagement/data');
  const first = (name: string): Record<string, unknown> =>
    (choices[name] as Record<string, unknown>[])[0] ?? {};
  return {
    reportedById: first('employees').id,
    assignedToId: first('employees').id,
    involvedEmployeeIdList: [first('employees').id],
    isClosed: false,
    status: 'ToDo',
    name: 'Call back',
    businessUnitId: first('businessUnits').value,
    employeeTaskTypeId: first('taskTypes').id,
    employeeTaskSourceId: first('taskSources').id,
    employeeTaskResolutionId: null,
    reportedDate: kitchen.time(-1),
    priority: 'Normal',
  };
}

export const taskmanagement: Recipes = {
  'GET /taskmanagement/v2/tasks': {
    query: { statuses: 'ToDo,InProgress,OnHold,Canceled,Completed', priorities: 'Low,Normal,High,Urgent' },
  },
  'POST /taskmanagement/v2/tasks': {
    before: async (kitchen) => ({ body: await newTask(kitchen), bodyOnly: true }),
  },
  'POST /taskmanagement/v2/tasks/{id}/subtasks': {
    before: async (kitchen) => {
      const task = await newTask(kitchen);
      const { id } = await kitchen.send('POST', 'taskmanagement/tasks', task);
      return {
        path: { id },
        body: { name: 'Find a time', isClosed: false, assignedToId: task.assignedToId },
      };
    },
  },
};
