/** Release plans that tracking issues are edited between. */
import { seedLayout } from '../story.ts';

const noCriteria = `# Release plan: reminders

### Stage A: Canary

- Length of time: 1 day
- Percentage of Users: 10%

### Stage B: Moderate

- Length of time: 1 week
- Percentage of Users: 30-60%

### Stage C: Wide

- Percentage of Users: 75%

### Go live

- Percentage of Users: 100%
`;

const otherStages = `# Release plan: reminders

- What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?:
  - Error rate < 5%

### Stage A: Staff

- Length of time: 2 days
- Percentage of Users: 0%

### Stage B: moderate

- Percentage of Users: 20-40%

### Stage C: everybody who asks

- Length of time: 1 week
`;

/** The first is the one that a release is opened with, most of the time. */
export const plans: readonly string[] = [
  noCriteria,
  seedLayout,
  otherStages,
  '# Release plan: nothing said\n',
  '- 10% of users for 2 days\n- 50% of users\n- 100% of users\n',
  '|[*>`~ <div> \u0000\ud800',
];
