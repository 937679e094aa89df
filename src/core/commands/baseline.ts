import { metricCommand } from './metric-command.ts';

export const baseline = metricCommand({
  name: 'baseline',
  kind: 'baseline',
  usage: '/baseline name = value [n/d]',
  examples: ['/baseline Preference step completion = 57.5% (1060/1845)'],
});
