import type { RoleSetting, Settings } from '../settings.ts';

/** What holds where no settings file says otherwise. */
export const defaultSettings: Settings = {
  labels: { tracking: 'release-tracking', stagePrefix: 'stage: ', blocker: 'blocker' },
  stages: [],
  criteria: [],
  kpis: [],
  roles: [anyoneFor('Product owner'), anyoneFor('Product manager'), anyoneFor('Engineering')],
  readiness: [],
  permissions: {},
  bots: [],
  timeZone: 'UTC',
  workingDays: [1, 2, 3, 4, 5],
  freeze: [],
  reports: {
    hour: 9,
    weekly: true,
    weeklyDay: undefined,
    weeklyHour: undefined,
    oneWeekDays: 7,
    oneMonthDays: 30,
  },
  title: 'none',
  templates: 'all',
};

function anyoneFor(role: string): RoleSetting {
  return { role, logins: [], teams: [] };
}
