import { metricCommand } from './metric-command.ts';

export const metric = metricCommand({
  name: 'metric',
  kind: 'reading',
  usage: '/metric name = value [n/d] [vs control] [at date]',
  examples: [
    '/metric Preference step completion = 132/205 vs 1060/1845',
    '/metric error rate = 1.2% (13/1083) vs 1.1% (108/9747)',
  ],
});
