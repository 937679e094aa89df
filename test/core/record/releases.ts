import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../../src/core/settings/default-settings.ts';
import { open, type Story, seedLayout, unlabelled } from '../story.ts';

const canary = () => open().comment('product-manager', '/advance canary');
/** With 10% and with 45% of the people, who are split as that share says. */
const enough = '- Error rate = 2/260\n- Preference step completion: 150/260 vs 1290/2340';
const plenty = '- Error rate = 9/1900\n- Preference step completion: 1160/1900 vs 1285/2322';
const bad = '- Error rate = 90/400\n- Preference step completion: 120/400 vs 580/1200';

/** A plan that was written after the release had begun, with what is known of it by then. */
const halfDone = `# Appointment reminders release plan

Toggles: \`va_reminders\` and \`va_reminders_sms\`

## Success criteria

- Error rate < 5% [guardrail]
- Reminders opened > 40% [watch]

### Stage A: Canary

#### Planning

- Length of time: 2 days
- Percentage of Users: 10%

#### Results

- Number of unique users: 1,301
- Error rate: 1.2%
- Was any downstream service affected by the change?: no

### Stage B: moderate

#### Planning

- Length of time: 1 week
- Percentage of Users: 25% to 50%

## Go Live!

### Planning

- Desired date: 03/10/2021
- Post-launch KPI 1: Reminders opened
- Post-launch KPI 2:

## Post-launch Questions

1. How do the KPIs compare to before?
2. What did people say?
`;

const strict = {
  roles: [
    { role: 'Product owner', logins: ['product-owner'], teams: [] },
    { role: 'Security', logins: [], teams: ['security'] },
  ],
  readiness: ['Are the support teams told?'],
  permissions: { advance: { atLeast: 'maintain', teams: ['release-managers'], logins: ['engineer'] } },
  timeZone: 'America/New_York',
  workingDays: [1, 2, 3, 4],
  freeze: [{ from: '2021-03-10', to: '2021-03-12', why: 'the end of the quarter' }],
  reports: { ...defaultSettings.reports, hour: 8, weeklyDay: 5, weeklyHour: 15, oneWeekDays: 5, oneMonthDays: 20 },
  title: 'share',
} as const;

const template = readFileSync(new URL('../../../examples/community-care/plan.md', import.meta.url), 'utf8');

/** Releases that are played through from one end to the other, each for what it is named after. */
export const releases: Readonly<Record<string, () => Story>> = {
  'goes-well': () =>
    open()
      .comment('product-manager', '/status')
      .comment('product-manager', '/advance canary')
      .comment('analyst', '- Error rate = 1/120\n- Preference step completion: 66/120 vs 580/1080')
      .fill('engineer', 'canary', '- [x] Turn the toggle\n- [ ] Fill in the results\n')
      .wait(2)
      .comment('metrics-bot', enough)
      .comment('designer', '/verdict')
      .comment('product-manager', '/advance')
      .comment('product-manager', '/share 45%')
      .wait(8)
      .comment('metrics-bot', plenty)
      .comment('product-owner', '/go as Product owner')
      .comment('engineer', '/go as Engineering if the alarms stay on')
      .comment('product-manager', '/summary')
      .comment('product-manager', '/schedule go-live 2021-03-20')
      .comment('product-manager', '/advance go-live')
      .comment('product-manager', '/go as Product manager\n/advance go-live')
      .comment('product-manager', '/hold too late')
      .wait(8)
      .comment('analyst', '- Preference step completion: 61%')
      .wait(24)
      .comment('analyst', '/answer What did people say?: That it is quicker.')
      .comment('product-manager', '/export')
      .comment('product-manager', '/complete')
      .comment('product-manager', '/advance canary\n/rollback 0% errors')
      .wait(40),

  'goes-badly': () =>
    canary()
      .comment('analyst', bad)
      .comment('product-manager', '/advance')
      .comment('product-manager', '/hold the alarms went off')
      .comment('product-manager', '/hold again')
      .comment('product-manager', '/advance moderate --force "it was the probe"')
      .comment('product-manager', '/resume')
      .comment('product-manager', '/resume')
      .comment('product-manager', '/judge error-rate pass: it was the probe')
      .wait(2)
      .comment('analyst', enough)
      .comment('product-manager', '/advance moderate --share 60% --force "it was the probe"')
      .comment('product-manager', '/share 30%')
      .comment('analyst', bad)
      .comment('product-manager', '/rollback canary it was not the probe')
      .wait(1)
      .comment('product-manager', '/rollback 0% nor this time')
      .comment('product-manager', '/rollback 0% once more')
      .wait(9)
      .comment('product-manager', '/advance canary')
      .comment('product-manager', '/advance moderate --force "mended"')
      .comment('product-manager', '/advance go-live --force "mended"')
      .wait(3)
      .comment('product-manager', '/rollback moderate slow')
      .wait(8)
      .comment('product-manager', '/cancel it is not worth it')
      .comment('product-manager', '/cancel again'),

  'changes-its-mind': () =>
    canary()
      .comment('analyst', '- Error rate = 3/100', { id: 7 })
      .edit('analyst', 'analyst', 7, '- Error rate = 3/100', '- Error rate = 4/100\n- Preference step completion: 5%')
      .edit('engineer', 'analyst', 7, '- Error rate = 4/100', '- Error rate = 0/100')
      .remove('analyst', 'analyst', 7, '- Error rate = 4/100')
      .comment('analyst', 'Thank you', { id: 8 })
      .edit('analyst', 'analyst', 8, 'Thank you', 'Thank you\n\n/verdict --explain')
      .body('product-manager', seedLayout.replace('30-60%', '50%').replace('1-2 days', '3 days'))
      .body('product-manager', seedLayout.replace('< 5%', '< 4%').replace('03/15/21', '04/15/21'))
      .comment('engineer', '/plan')
      .comment('engineer', '/plan set stage moderate share 20%\n/plan set kpi 2 Support calls\n/plan accept')
      .body('product-manager', seedLayout.replace('30-60%', '70%'))
      .label('product-manager', 'stage: moderate')
      .unlabel('product-manager', 'stage: canary')
      .label('designer', 'stage: moderate')
      .label('product-manager', 'stage: moderate', 'stage: go-live')
      .label('product-manager', 'bug')
      .unlabel('product-manager', 'release-tracking')
      .wait(8)
      .label('product-manager', 'release-tracking')
      .close('product-manager')
      .wait(8)
      .comment('product-manager', '/advance moderate --force "it is late"')
      .reopen('product-manager')
      .close('engineer', 'canary')
      .close('engineer', 'canary')
      .fill('engineer', 'canary', '- [x] Turn the toggle\n- [x] Fill in the results\n\nErrors logged: none\n')
      .comment('analyst', '- Error rate = 5/100', { on: 'canary' })
      .comment('analyst', '- Were there any UX changes?: no', { on: 'canary' }),

  'is-taken-over': () =>
    unlabelled(halfDone)
      .comment('engineer', 'We have begun already.')
      .comment('designer', '/adopt')
      .comment('engineer', '/adopt --dry-run')
      .comment('engineer', '/adopt')
      .comment('engineer', '/adopt moderate 40%')
      .comment('engineer', '/advance go-live --force "as planned"')
      .comment('engineer', '/adopt canary')
      .wait(9)
      .comment('analyst', '- Reminders opened: 4,410/9,800\n- Number of unique users: 9,800')
      .comment('analyst', '/baseline Reminders opened = 38%\n/answer KPIs compare: better')
      .wait(24)
      .comment('analyst', '/report 1-month')
      .comment('engineer', '/complete'),

  'has-strict-settings': () =>
    open(seedLayout, strict)
      .comment('product-manager', '/advance canary')
      .comment('engineer', '/advance canary')
      .comment('analyst', '/verdict')
      .wait(2)
      .comment('metrics-bot', enough)
      .wait(5)
      .comment('engineer', '/advance moderate --force "the bar is met"')
      .comment('product-manager', '/go as Product owner')
      .comment('product-owner', '/go')
      .comment('engineer', '/no-go as Security: a key is in the log')
      .wait(3)
      .comment('metrics-bot', plenty)
      .comment('designer', '/verdict')
      .comment('engineer', '/advance go-live --force "nobody is there"')
      .wait(7)
      .comment('analyst', '/report weekly\n/report 1-week')
      .wait(15)
      .comment('product-manager', '/complete'),

  'is-only-asked-about': () => {
    const asked = [
      '/advance',
      '/advance moderate',
      '/advance --share 45%',
      '/share 20%',
      '/hold alarms',
      '/rollback errors',
      '/rollback 0% errors',
      '/metric Error rate = 2/205',
      '/baseline Error rate = 1%',
      '/answer errors: none',
      '/judge error-rate fail: looked at by hand',
      '/go',
      '/go as Product owner if the alarms stay on',
      '/no-go as Engineering: payments',
      '/verdict',
      '/summary',
      '/status',
      '/plan',
      '/plan set stage moderate share 20%',
      '/plan set go-live 2021-05-01',
      '/plan accept',
      '/export',
      '/report weekly',
      '/schedule go-live 2021-04-15',
      '/complete',
      '/cancel not needed',
      '/help',
      '/help advance',
    ];
    const ask = (story: Story) => story.comment('product-manager', asked.map((one) => `${one} --dry-run`).join('\n'));
    const each = (story: Story) => asked.reduce((so, one) => so.comment('product-manager', `${one} --dry-run`), story);
    return ask(each(canary().comment('analyst', enough)))
      .comment('product-manager', '/advance moderate --force "a" --dry-run\n/hold --dry-run')
      .comment('product-manager', '/advance moderate --force "urgent"\n/advance go-live --force "urgent"')
      .comment('product-manager', '/complete --dry-run')
      .comment('product-manager', '/report 1-week --dry-run')
      .comment('product-manager', '/rollback canary slow --dry-run');
  },

  'is-spoken-to-by-everybody': () =>
    canary()
      .comment('visitor', '/advance moderate')
      .comment('visitor', '- Error rate = 2/205')
      .comment('designer', '- Error rate = 2/205')
      .comment('designer', '/hold I do not like it')
      .comment('analyst', '/judge error-rate pass: seen')
      .comment('metrics-bot', '/advance moderate')
      .comment('metrics-bot', '- Error rate = 2/205 at 2021-02-01\n- Error rate = 7/3\n- Error rate = soon')
      .comment('analyst', '```metrics\nError rate = 2/205\nPreference = ?\nNobody knows = 5\n```')
      .comment(
        'analyst',
        '| Metric | Value |\n| --- | --- |\n| Error rate | 3/300 |\n| Preference step completion | 51% |',
      )
      .comment('engineer', '/advence moderate')
      .comment('engineer', '/advance moderat')
      .comment('engineer', '/help')
      .comment('engineer', '/help rolback')
      .comment('engineer', '/judge errors pass: seen\n/verdict')
      .comment('engineer', '/schedule go-live 2021-02-01')
      .comment('engineer', '/answer: nothing')
      .comment('engineer', '/share 5%')
      .comment('engineer', '/metric Error rate = 5/2')
      .comment('engineer', 'Is it time to /advance?\n\n> /advance moderate\n\n```\n/advance moderate\n```')
      .comment('engineer', '/verdict\n/status\n/summary\n/export\n/plan'),

  'is-looked-after-when-webhooks-are-lost': () =>
    unlabelled()
      .sync()
      .sync({ labels: ['release-tracking'] })
      .sync()
      .comment('product-manager', '/advance canary')
      .sync({ text: seedLayout.replace('30-60%', '50%') })
      .sync({ labels: ['stage: moderate'] })
      .sync({ labels: ['release-tracking', 'stage: moderate'] })
      .sync({ isOpen: false })
      .sync({ isOpen: true })
      .comment('analyst', enough)
      .wait(2)
      .sync()
      .comment('product-manager', '/cancel it is not needed')
      .sync({ isOpen: true, labels: [] }),

  'has-labels-put-on-it': () =>
    canary()
      .label('product-manager', 'stage: canary')
      .label('product-manager', 'stage: planning')
      .label('product-manager', 'stage: complete')
      .label('product-manager', 'stage: rolled-back')
      .label('product-manager', 'stage: nowhere')
      .label('metrics-bot', 'stage: moderate')
      .label('deploy-bot', 'stage: moderate')
      .label('visitor', 'stage: moderate')
      .comment('analyst', plenty)
      .wait(2)
      .label('product-manager', 'stage: moderate')
      .label('product-manager', 'stage: canary')
      .comment('product-manager', '/hold alarms')
      .label('product-manager', 'stage: go-live')
      .comment('product-manager', '/resume\n/advance go-live --force "as agreed"')
      .label('product-manager', 'stage: moderate')
      .unlabel('visitor', 'bug')
      .unlabel('product-manager', 'release-tracking')
      .unlabel('product-manager', 'stage: go-live')
      .label('product-manager', 'stage: moderate')
      .label('product-manager', 'release-tracking')
      .wait(31)
      .comment('product-manager', '/complete')
      .label('product-manager', 'stage: canary')
      .unlabel('product-manager', 'release-tracking')
      .reopen('product-manager')
      .close('product-manager'),

  'has-comments-that-are-edited': () =>
    canary()
      .comment('analyst', 'Nothing yet', { id: 7 })
      .edit('analyst', 'analyst', 7, 'Nothing yet', '- Error rate = 3/100\n- Errors logged: none')
      .edit('analyst', 'analyst', 7, '- Error rate = 3/100\n- Errors logged: none', '- Errors logged: two')
      .edit('analyst', 'analyst', 7, '- Errors logged: two', 'Nothing yet')
      .edit('analyst', 'analyst', 7, 'Nothing yet', '/metric Error rate = 3/100\n/hold alarms')
      .edit('analyst', 'analyst', 7, '/metric Error rate = 3/100', '/metric Error rate = 4/100\n/metric x')
      .edit('metrics-bot', 'metrics-bot', 8, '', enough)
      .edit('designer', 'designer', 9, '', `${enough}\n\n/verdict`)
      .edit('visitor', 'visitor', 10, '', `${enough}\n\n/verdict`)
      .edit('product-manager', 'product-manager', 11, '/status', '/status\n/advence moderate')
      .edit('product-manager', 'product-manager', 11, '/advence moderate', '/verdict\n/advance moderate --force "late"')
      .edit('product-manager', 'analyst', 7, '/metric Error rate = 4/100', 'Gone')
      .edit('product-manager', 'analyst', 12, 'Nothing', 'Something')
      .remove('product-manager', 'analyst', 7, '/metric Error rate = 4/100')
      .remove('product-manager', 'analyst', 12, 'Something')
      .comment('analyst', '- Error rate = 5/100', { on: 'moderate', id: 13 })
      .edit('analyst', 'analyst', 13, '- Error rate = 5/100', '- Error rate = 6/100\n- UX changes: none')
      .wait(1)
      .comment('product-manager', '/advance go-live --force "late"')
      .edit('analyst', 'analyst', 13, '- Error rate = 6/100', '- Error rate = 7/100\n- Starts = 70 at 2021-03-02')
      .edit('metrics-bot', 'metrics-bot', 8, enough, `${plenty}\n\n/status`),

  'has-checklists-that-are-used': () =>
    canary()
      .fill('analyst', 'canary', '- [ ] Turn the toggle\n\n- Errors logged: three\n- Error rate: 3/100')
      .fill('analyst', 'canary', '- [x] Turn the toggle\n\n- Errors logged: none\n- Error rate: 4/100')
      .fill('analyst', 'canary', '- [x] Turn the toggle\n\n- Error rate: 4/100 vs 5/100\n- Error rate: 5/3/2')
      .fill('analyst', 'canary', '- [x] Turn the toggle\n\n- Error rate: 4/100 vs 5/100\n- Error rate: 5/3/2\n')
      .fill('analyst', 'canary', '- Error rate: 4/100 vs 6/100\n- Error rate: 5/3/2\n- Error rate: 1/2/3')
      .fill('visitor', 'canary', '- [x] Turn the toggle\n\n- Errors logged: all\n- Error rate: 99/100')
      .fill('engineer', 'canary', 'Nothing is left')
      .comment('visitor', '- Error rate = 2/100', { on: 'canary' })
      .comment('engineer', '/verdict', { on: 'canary' })
      .comment('engineer', '/advence', { on: 'canary' })
      .comment('engineer', '/advance moderate --force "it is late"', { on: 'canary' })
      .close('engineer', 'moderate')
      .reopen('engineer', 'moderate')
      .comment('product-manager', '/advance go-live --force "it is late"')
      .comment('analyst', '- Error rate = 2/100\n- Errors logged: none', { on: 'canary' })
      .comment('analyst', '- Errors logged: none\n- Number of unique users: 5', { on: 'go-live' })
      .fill('analyst', 'go-live', '- Errors logged: three\n- Error rate: 3/1000\n- Number of unique users: 77')
      .wait(8)
      .comment('analyst', '- Errors logged: none', { on: 'go-live' })
      .comment('analyst', '- Any UX changes: no\n- Error rate = 4/2000')
      .close('engineer', 'go-live')
      .leave('product-manager', 'issue-transferred')
      .comment('product-manager', '/status'),

  'has-a-stage-without-a-share': () =>
    open(`# Search release plan

Toggle: \`new_search\`

## Success criteria

- Error rate < 5%
- The office is content

### Stage A: Staff

- Length of time: 3 days

### Stage B: Canary

- Length of time: 2 days
- Percentage of Users: 10-20%
  - Will be raised if there are fewer than 50 starts

### Stage C: Half

- Percentage of Users: 50%

## Go Live!

- Desired date: soon
`)
      .comment('engineer', '/advance a --share 20%')
      .comment('engineer', '/advance Stage A')
      .comment('engineer', '/share 20%')
      .comment('engineer', '/rollback nothing')
      .comment('engineer', '/judge the-office-is-content pass: they said so')
      .comment('analyst', '- Error rate = 1/30')
      .wait(3)
      .comment('engineer', '/advance canary --share 5% --force "so few"')
      .comment('engineer', '/advance "stage b" --share 10 % --force "so few"')
      .comment('engineer', '/share 10%')
      .comment('engineer', '/share 12.5 %')
      .comment('engineer', '/share 60%')
      .comment('engineer', '/share 50%')
      .comment('engineer', '/advance half --force "so few"')
      .comment('engineer', '/rollback staff it is slow')
      .comment('engineer', '/rollback 0% it is still slow')
      .comment('engineer', '/share 10%')
      .comment('engineer', '/hold it')
      .comment('engineer', '/advance go-live --force "all or nothing"')
      .comment('engineer', '/share 50%')
      .comment('engineer', '/rollback 60% halfway back')
      .comment('engineer', '/rollback 70% the wrong way')
      .comment('engineer', '/cancel enough of it')
      .leave('engineer', 'issue-deleted'),

  'has-no-room-for-a-checklist': () =>
    open(seedLayout, {}, 100)
      .comment('engineer', '/advance canary')
      .comment('engineer', '/adopt moderate')
      .label('engineer', 'stage: canary'),

  'has-no-plan': () =>
    open('Something will be released.')
      .comment('engineer', '/plan')
      .comment('engineer', '/advance')
      .comment('engineer', '/advance')
      .comment('engineer', '/summary')
      .wait(31)
      .comment('engineer', '/answer How was it: good')
      .comment('engineer', '/export')
      .comment('engineer', '/complete'),

  'is-commanded-in-many-ways': () =>
    open(
      seedLayout.replace(
        '  - Error rate < 5% [guardrail]',
        '  - Error rate < 5% [guardrail]\n  - The office is content\n  - The support desk is content',
      ),
      { readiness: ['Are the support teams told?'] },
    )
      .comment('engineer', '/schedule golive 2021-03-01')
      .comment('engineer', '/schedule Go-Live 2021-02-28')
      .comment('engineer', '/schedule go-live')
      .comment('engineer', '/schedule when 2021-04-01')
      .comment('engineer', '/schedule go-lives 2021-04-01')
      .comment('engineer', '/plan acept')
      .comment('engineer', '/plan forget it')
      .comment('engineer', '/advance canary')
      .comment('engineer', '/judge the-office-is-content pass: they said so')
      .comment('engineer', '/judge support desk: FAIL - they are not')
      .comment('engineer', '/judge Preference step completion pass, by hand')
      .comment('engineer', '/judge content pass: which?')
      .comment('engineer', '/judge the-ofice-is-content pass: they said so')
      .comment('engineer', '/judge error-rate passed: no')
      .comment('engineer', '/judge pass: what?')
      .comment('engineer', '/judge error-rate pass')
      .comment('engineer', '/judge the-support-desk-is-content pass – now they are')
      .comment('analyst', '/answer')
      .comment('analyst', '/answer errors logged: TBD')
      .comment('analyst', '/answer the weather: fine')
      .comment('analyst', '/answer errors logged: none\n/answer Are the support teams told: yes')
      .comment('analyst', '/metric')
      .comment('analyst', '/metric Error rate')
      .comment('analyst', '/metric Error rate = many')
      .comment('analyst', '/metric Error rate = 2/100 at 2022-01-01')
      .comment('analyst', '/metric Error rate = 2/100 at some time')
      .comment('analyst', '/metric Error rate = 2/100 at 2021-03-01\n/metric Error rate = 3/100')
      .comment('engineer', '/share')
      .comment('engineer', '/hold')
      .comment('engineer', '/rollback 0%')
      .comment('engineer', '/rollback canary: slow')
      .comment('engineer', '/advance moderate --force "late"')
      .comment('engineer', '/go')
      .comment('engineer', '/go as Product owner if')
      .comment('engineer', '/go as product owner if the alarms stay on')
      .comment('engineer', '/go Engineering')
      .comment('engineer', '/go as Nobody')
      .comment('engineer', '/no-go')
      .comment('engineer', '/no-go as Engineering')
      .comment('engineer', '/no-go as Engineering: a key is in the log')
      .comment('engineer', '/no-go: there are no backups')
      .comment('engineer', '/advance go-live')
      .comment('engineer', '/report daily')
      .comment('engineer', '/report')
      .comment('engineer', '/report 1-week')
      .comment('engineer', '/report Weekly')
      .comment('engineer', '/adopt canary')
      .comment('engineer', '/cancel')
      .comment('engineer', '/rollback moderate: slow')
      .comment('engineer', '/rollback 0%: slow')
      .comment('engineer', '/cancel it is not worth it')
      .comment('engineer', '/judge error-rate pass: too late\n/hold')
      .comment('engineer', '/share 5%')
      .comment('engineer', '/schedule go-live 2021-04-01')
      .comment('engineer', '/adopt canary'),

  'is-taken-over-in-many-ways': () =>
    unlabelled(halfDone)
      .comment('engineer', '/adopt nowhere')
      .comment('engineer', '/adopt canary lots%')
      .comment('engineer', '/adopt canary 200%')
      .comment('engineer', '/adopt "Stage B: moderate" 40 %')
      .comment('engineer', '/adopt 30%')
      .comment('engineer', '/adopt Planning')
      .comment('engineer', '/adopt go-live')
      .comment('engineer', '/adopt rolled-back')
      .comment('engineer', '/adopt canary 15%')
      .unlabel('engineer', 'release-tracking')
      .comment('engineer', '/adopt moderate')
      .comment('engineer', '/adopt')
      .comment('engineer', '/rollback 0% slow\n/adopt')
      .close('engineer')
      .unlabel('engineer', 'release-tracking')
      .comment('engineer', '/adopt'),

  'is-cancelled-and-handled-further': () =>
    canary()
      .label('product-manager', 'release-tracking')
      .comment('deploy-bot', '- Errors logged: none\n- Error rate = 1/100')
      .comment('product-manager', '/cancel it is not needed')
      .unlabel('product-manager', 'release-tracking')
      .label('product-manager', 'release-tracking')
      .label('product-manager', 'stage: canary')
      .reopen('product-manager')
      .sync({ isOpen: false })
      .close('product-manager')
      .body('product-manager', seedLayout.replace('30-60%', '50%'))
      .comment('analyst', '- Error rate = 1/100')
      .wait(31),

  'has-the-plan-of-the-template': () =>
    open(template)
      .comment('product-manager', '/advance canary')
      .comment(
        'analyst',
        '- Was the data submitted (if any) easy for VA to process?: yes\n- Types of errors logged: none',
        {
          on: 'canary',
        },
      )
      .comment('analyst', '- Number of unique users: 240\n- Preference step completion: 24/240 vs 190/2160')
      .comment(
        'product-manager',
        '/advance moderate --share 30% --force "as agreed"\n/advance go-live --force "as agreed"',
      )
      .comment('engineer', '/no-go as Engineering: a key is in the log')
      .comment('analyst', '/baseline Preference step completion = 8.8%\n/baseline Request submissions = 0%')
      .wait(6)
      .comment(
        'analyst',
        '- Preference step completion: 9%\n- Request submissions: 12\n- Number of unique users: 5,204',
      )
      .wait(2)
      .comment('analyst', '- Any UX changes necessary?: Yes, the list is too long\n- Contact center calls: 7')
      .comment('analyst', '/answer If yes, what: a shorter list')
      .comment('analyst', '- Preference step completion: 9.5%\n- Contact center calls about provider choice: 9')
      .wait(20)
      .comment('analyst', '/report 1-month')
      .wait(5)
      .comment('analyst', '- Preference step completion: 10%\n- Number of unique users: 21,310')
      .comment('analyst', '- Any UX changes necessary?: no')
      .wait(2)
      .comment('product-manager', '/complete'),

  'calls-the-roll-of-people': () =>
    open(seedLayout, {
      roles: [
        { role: 'Product owner', logins: ['product-owner', 'analyst'], teams: [] },
        { role: 'Security', logins: ['designer'], teams: ['security'] },
        { role: 'Engineering', logins: [], teams: [] },
      ],
    })
      .comment('product-manager', '/advance moderate --force "as agreed"')
      .comment('product-owner', '/go')
      .comment('designer', '/no-go a key is in the log')
      .comment('designer', '/go as Engineering')
      .comment('designer', '/go as Enginering')
      .comment('engineer', '/go')
      .comment('engineer', '/go as secuirty')
      .comment('analyst', '/go if the numbers hold')
      .comment('metrics-bot', '/go as Engineering')
      .comment('visitor', '/go as Engineering')
      .comment('product-manager', '/summary'),

  'calls-the-roll-of-one': () =>
    open(seedLayout, { roles: [{ role: 'Product owner', logins: ['product-owner'], teams: [] }] })
      .comment('product-manager', '/advance moderate --force "as agreed"')
      .comment('engineer', '/go')
      .comment('product-owner', '/go if it rains'),

  'is-taken-over-with-its-results': () =>
    unlabelled(
      `${halfDone
        .replace('03/10/2021', '01/10/2021')
        .replace(
          '## Post-launch Questions',
          '## 1-week results\n\n- Number of unique users: 4,410\n- Error rate: 1.1%\n- Any UX changes:\n  a shorter list\n\n  and a filter\n\n## 1-month results\n\n- Number of unique users: 19,020\n- Post-launch KPI 1 actual: 41%\n\n## Post-launch Questions',
        )}`,
    )
      .comment('engineer', '/adopt')
      .comment('engineer', '/adopt go-live 100%')
      .comment('engineer', '/status')
      .wait(8)
      .comment('engineer', '/complete'),

  'has-its-plan-set': () =>
    open(seedLayout, { readiness: [] })
      .comment('engineer', '/plan set stage canary share 12-15%\n/plan set stage canary length 3 days')
      .comment('engineer', '/plan set go-live 2021-04-15\n/plan set kpi 1 Support calls\n/plan set kpi 2 Starts > 50')
      .comment('engineer', '/plan set criterion error-rate "Error rate < 3%"\n/plan set criterion "Starts > 50"')
      .comment(
        'engineer',
        '/plan set toggle new_a, new_b\n/plan set roles Product owner\n/plan set rollback the engineer',
      )
      .comment('engineer', '/plan set toggle new_c\n/plan set roles Engineering, QA\n/plan set rollback the manager')
      .comment(
        'engineer',
        '/plan set stage canary share 10%\n/plan set kpi 2 Starts today\n/plan set go-live 2021-05-01',
      )
      .comment('engineer', '/plan set stage go-live length 1 day')
      .comment('engineer', '/plan')
      .comment('engineer', '/schedule go-live 2021-04-20')
      .body('product-manager', seedLayout.replace('03/15/21', '05/15/21').replace('< 5%', '< 4%'))
      .body('product-manager', seedLayout.replace(/### Stage B[\s\S]*?(?=## Go Live)/, ''))
      .comment('engineer', '/advance go-live --force "as agreed"')
      .body('product-manager', seedLayout.replace(/## Go Live[\s\S]*/, '')),

  'has-a-plan-in-a-sentence': () =>
    open(`# Search form release plan

- Toggle: new_search_form
- Error rate < 5%

### Stage A: Canary

- Length of time: 2 days
- Percentage of Users: 5%

## Schedule

We roll out with 2 days of 25% gating, then 1 week of 50% gating, then 100% of users.
`)
      .comment('engineer', '/plan')
      .comment('engineer', '/plan accept')
      .comment('engineer', '/plan accept'),

  'has-a-plan-in-a-sentence-alone': () =>
    open('# Search\n\nWe roll out with 2 days of 25% gating, then 1 week of 50% gating, then 100% of users.\n')
      .comment('engineer', '/advance')
      .comment('engineer', '/plan accept')
      .comment('engineer', '/advance'),
};
