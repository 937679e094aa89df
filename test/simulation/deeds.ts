/** What people do in a simulated run, drawn from its seed. */
import { minuteMs } from '../../src/core/instant.ts';
import type { Person } from '../../src/sandbox/github/person.ts';
import type { Issue, Repository } from '../../src/sandbox/github/state/world.ts';

export interface Deed {
  /** After the beginning, in milliseconds. */
  readonly after: number;
  readonly what: string;
  do(): void;
}

/** Small, with everything that a release needs. */
const plan = `# Release plan: booking reminders

## Staged Rollout

### Planning

- What feature toggle: booking_reminders
- What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?:
  - error rate < 5%

### Stage A: Canary

#### Planning

- Length of time: 1 day
- Percentage of Users: 10%

### Go live

- Percentage of Users: 100%
`;

/** People do everything within this time. */
export const deedsMs = 6 * minuteMs;

export function drawDeeds(draw: () => number, repository: Repository, as: (login: string) => Person): readonly Deed[] {
  const deeds: Deed[] = [];
  const issues = draw() < 0.2 ? 2 : 1;
  for (let count = 0; count < issues; count += 1) {
    const opened: { issue: Issue | undefined } = { issue: undefined };
    const opening = draw() * 20_000;
    deeds.push({
      after: opening,
      what: 'opens a plan',
      do() {
        const input = { title: 'Release plan: booking reminders', body: plan, labels: ['release-tracking'] };
        opened.issue = as('product-manager').openIssue(repository, input);
      },
    });
    const many = 1 + Math.floor(draw() * 4);
    for (let number = 0; number < many; number += 1) {
      const [what, act] = drawDeed(draw, number);
      // Now and then two at the same moment.
      const after = opening + (draw() < 0.2 ? minuteMs : 1000 + draw() * (deedsMs - 30_000));
      deeds.push({ after, what, do: () => opened.issue !== undefined && act(opened.issue, as) });
    }
  }
  return deeds;
}

type Act = (issue: Issue, as: (login: string) => Person) => void;

function drawDeed(draw: () => number, number: number): readonly [what: string, act: Act] {
  const kinds: readonly (readonly [what: string, act: Act])[] = [
    says('product-manager', '/advance canary'),
    says('product-manager', '/advance canary'),
    says('product-manager', '/advance go-live --force "urgent"'),
    says('product-manager', `/hold reason ${number}\n/resume`),
    says('product-manager', `/hold reason ${number}`),
    says('product-manager', '/resume'),
    says('analyst', '/metric error rate = 2%'),
    says('visitor', '/advance canary'),
    says('visitor', 'What is this about?'),
    ['the analyst sets a label', (issue, as) => label(issue, as, 'analyst', 'stage: go-live')],
    ['the product manager sets a label', (issue, as) => label(issue, as, 'product-manager', 'stage: canary')],
    ['a checklist is closed', (issue, as) => issue.subIssues[0] && as('product-manager').close(issue.subIssues[0])],
  ];
  return kinds[Math.floor(draw() * kinds.length)] ?? says('visitor', 'Hello');
}

/** Only one that is there already: the app creates them. */
function label(issue: Issue, as: (login: string) => Person, login: string, name: string): void {
  if (issue.repository.labels.has(name)) as(login).addLabel(issue, name);
}

function says(login: string, body: string): readonly [what: string, act: Act] {
  return [
    `${login} says ${body.replace('\n', ' ')}`,
    (issue, as) => {
      as(login).comment(issue, body);
    },
  ];
}
