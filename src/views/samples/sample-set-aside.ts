import { dayMs } from '../../core/instant.ts';
import type { SetAsideModel } from '../../core/view-models.ts';
import { start } from './sample-plan.ts';

export const setAside: Readonly<Record<string, SetAsideModel>> = {
  commands: {
    asked: {
      what: 'commands',
      commands: ['/resume', '/advance moderate --force "the fix is in, and the release is wanted by Friday noon"'],
      by: 'product-manager',
      url: 'https://github.com/acme/appointments/issues/7#issuecomment-12',
    },
    undone: [],
    attempts: 10,
    why: undefined,
    deliveryId: '9a8b7c60-5d4e-11eb-9d5c-0242ac130003',
  },
  label: {
    asked: { what: 'label', label: 'stage: moderate', stage: 'moderate', by: 'analyst' },
    undone: [],
    attempts: 1,
    why: 'forbidden',
    deliveryId: '9a8b7c60-5d4e-11eb-9d5c-0242ac130004',
  },
  report: {
    asked: { what: 'report', report: '1-week', dueAt: start + 7 * dayMs },
    undone: [],
    attempts: 10,
    why: undefined,
    deliveryId: 'timer:22#7:1-week:1615222800000',
  },
  undone: {
    asked: {
      what: 'commands',
      commands: ['/advance moderate'],
      by: 'product-manager',
      url: 'https://github.com/acme/appointments/issues/7#issuecomment-12',
    },
    undone: ['checklist', 'answer'],
    attempts: 1,
    why: 'sub-issue-limit',
    deliveryId: '9a8b7c60-5d4e-11eb-9d5c-0242ac130005',
  },
};
