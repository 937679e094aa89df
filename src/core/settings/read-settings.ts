import type { Finding } from '../plan/plan.ts';
import type { Settings } from '../settings.ts';
import { defaultSettings } from './default-settings.ts';
import { readSettingsFile } from './read-settings-file.ts';
import type { SettingsFile } from './settings-schema.ts';

/** The settings files that are there: their text and the object id under which Git knows it. */
export interface SettingsLayers {
  readonly owner?: SettingsText | undefined;
  readonly repository?: SettingsText | undefined;
}

interface SettingsText {
  readonly text: string;
  readonly oid: string;
}

/**
 * The settings in force: the repository's file over the owner's over the defaults. `labels`, `permissions` and
 * `reports` are merged by their keys, every other key is taken whole. A mistake is a finding and leaves the value
 * beneath in force; `facts.layer` of the finding says in which file it stands.
 */
export function readSettings(layers: SettingsLayers): { settings: Settings; findings: Finding[] } {
  let settings = defaultSettings;
  const findings: Finding[] = [];
  for (const layer of ['owner', 'repository'] as const) {
    const file = layers[layer];
    if (file === undefined) continue;
    const read = readSettingsFile(file.text);
    settings = overlay(settings, read.values);
    for (const finding of read.findings) findings.push({ ...finding, facts: { ...finding.facts, layer } });
  }
  return { settings, findings };
}

function overlay(base: Settings, file: SettingsFile): Settings {
  return {
    labels: {
      tracking: file.labels?.tracking ?? base.labels.tracking,
      stagePrefix: file.labels?.['stage-prefix'] ?? base.labels.stagePrefix,
      blocker: file.labels?.blocker ?? base.labels.blocker,
    },
    stages: file.stages?.map(({ name, share, length }) => ({ name, share, length })) ?? base.stages,
    criteria: file.criteria ?? base.criteria,
    kpis: file.kpis ?? base.kpis,
    roles: file.roles ?? base.roles,
    readiness: file.readiness ?? base.readiness,
    permissions: overlayPermissions(base.permissions, file.permissions),
    bots: file.bots ?? base.bots,
    timeZone: file['time-zone'] ?? base.timeZone,
    workingDays: file['working-days'] ?? base.workingDays,
    freeze: file.freeze ?? base.freeze,
    reports: overlayReports(base.reports, file.reports),
    title: file.title ?? base.title,
    templates: file.templates ?? base.templates,
  };
}

function overlayPermissions(base: Settings['permissions'], file: SettingsFile['permissions']): Settings['permissions'] {
  const rules = { ...base };
  for (const [command, rule] of Object.entries(file ?? {})) if (rule !== undefined) rules[command] = rule;
  return rules;
}

function overlayReports(base: Settings['reports'], file: SettingsFile['reports']): Settings['reports'] {
  const weekly = file?.weekly;
  return {
    hour: file?.hour ?? base.hour,
    weekly: weekly?.on ?? base.weekly,
    weeklyDay: weekly === undefined ? base.weeklyDay : weekly.day,
    weeklyHour: weekly === undefined ? base.weeklyHour : weekly.hour,
    oneWeekDays: file?.['one-week'] ?? base.oneWeekDays,
    oneMonthDays: file?.['one-month'] ?? base.oneMonthDays,
  };
}
