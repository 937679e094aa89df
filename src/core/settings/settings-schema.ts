import { z } from 'zod';
import { isTimeZone } from '../calendar/time-zone.ts';
import type { RoleSetting } from '../settings.ts';
import { commandNames } from './command-names.ts';
import { expects } from './expectation.ts';
import { freezeWindow } from './freeze-setting.ts';
import { logins, permissionRule, principals } from './principals.ts';
import { reports } from './report-settings.ts';
import { stages } from './stage-setting.ts';
import { templateFolders, templateNames } from './template-names.ts';
import { workingDays } from './weekdays.ts';

const maxItems = 50;

/** 50 characters are GitHub's limit for a label's name. */
const label = z.string(expects('label')).regex(/\S/, expects('label')).max(50, expects('label'));
const line = z.string(expects('line')).regex(/\S/, expects('line')).max(300, expects('line'));
const lines = z.array(line, expects('lines')).max(maxItems, expects('lines'));

const labels = z
  .strictObject(
    {
      tracking: label.meta({ description: 'An issue with this label is a tracking issue.' }).optional(),
      'stage-prefix': label
        .meta({ description: 'What stands before the stage in its label.', examples: ['stage: '] })
        .optional(),
      blocker: label.meta({ description: 'Open issues with this label hold up the go-live.' }).optional(),
    },
    expects('mapping'),
  )
  .meta({ description: 'Names of labels.' });

const role = z.string(expects('role')).regex(/\S/, expects('role')).max(80, expects('role'));
const roles = z
  .union(
    [z.array(role, expects('roles')).max(maxItems, expects('roles')), z.record(role, principals, expects('roles'))],
    expects('roles'),
  )
  .meta({
    description: 'Roles that must answer the roll call, and who may answer; nobody named: anyone with write access.',
    examples: [['Product owner', 'Engineering'], { 'Product owner': 'product-owners team', Engineering: ['engineer'] }],
  })
  .transform((value): RoleSetting[] => {
    if (Array.isArray(value)) return value.map((name) => ({ role: name, logins: [], teams: [] }));
    return Object.entries(value).map(([name, who]) => ({ role: name, ...who }));
  });

type CommandName = (typeof commandNames)[number];
const rules = Object.fromEntries(commandNames.map((name) => [name, permissionRule.optional()]));
const permissions = z
  // True: the keys are those of `commandNames`, which `fromEntries` forgets.
  .strictObject(rules as Record<CommandName, z.ZodOptional<typeof permissionRule>>, expects('mapping'))
  .meta({ description: 'Who may use a command: the lowest permission, or teams and logins.' });

const templates = z
  .union(
    [
      z.enum(['all', 'none'], expects('templates')),
      z.array(z.enum([...templateNames, ...templateFolders], expects('templates')), expects('templates')),
    ],
    expects('templates'),
  )
  .meta({
    description: 'Which texts in .github/rollcall/templates/ are in force: all, none, or a list of texts and folders.',
    examples: ['all', ['weekly', 'results', 'refusals']],
  })
  .transform((value) => (value === 'none' ? [] : value));

/**
 * Everything `.github/rollcall.yml` may say. Values come in the forms in which people write them and go out as
 * `Settings` has them. The JSON Schema for editors is made from it.
 */
export const settingsSchema = z.strictObject({
  labels: labels.optional(),
  title: z
    .enum(['none', 'share'], expects('title'))
    .meta({ description: '`share` keeps the current share at the end of the tracking issue’s title.' })
    .optional(),
  stages: stages.optional(),
  criteria: lines
    .meta({ description: 'Success criteria for plans that name none.', examples: [['error rate < 5%']] })
    .optional(),
  kpis: lines.meta({ description: 'KPIs for plans that name none.', examples: [['Requests per day']] }).optional(),
  readiness: lines
    .meta({
      description: 'Questions of the go/no-go summary, beside those of the plan.',
      examples: [['Does the contact centre know?']],
    })
    .optional(),
  roles: roles.optional(),
  permissions: permissions.optional(),
  bots: logins.meta({ description: 'Logins of bots whose numbers count.', examples: [['metrics-bot']] }).optional(),
  'time-zone': z
    .string(expects('time-zone'))
    .max(60, expects('time-zone'))
    .refine(isTimeZone, expects('time-zone'))
    .meta({ description: 'Time zone of all dates and hours, by its IANA name.', examples: ['America/New_York'] })
    .optional(),
  'working-days': workingDays.optional(),
  freeze: z
    .array(freezeWindow, expects('freeze'))
    .max(maxItems, expects('freeze'))
    .meta({
      description: 'Days on which no stage should be entered; both ends belong to it.',
      examples: [['2021-12-20 to 2022-01-03 holidays']],
    })
    .optional(),
  reports: reports.optional(),
  templates: templates.optional(),
});

/** One settings file as read; what it leaves out is undefined. */
export type SettingsFile = z.output<typeof settingsSchema>;
