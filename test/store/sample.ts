import type { Instant } from '../../src/domain/calendar.ts'
import type { Line, Person, Put } from '../../src/domain/state/community.ts'
import type { Fact } from '../../src/domain/state/facts.ts'
import type { Ballot, Case, Poll, Sealed, Voter } from '../../src/domain/state/matter.ts'
import type { Commit, Snapshot } from '../../src/ports.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** 2026-11-23 09:00 in Asia/Shanghai. */
export const START: Instant = Date.UTC(2026, 10, 23, 1)

export const commit = (given: Partial<Commit> = {}): Commit => ({
  at: START,
  puts: [],
  facts: [],
  lines: [],
  ids: [],
  ...given,
})

export const aCase = (number: number, given: Partial<Case> = {}): Case => ({
  number,
  title: '电梯又坏了',
  text: '3栋2单元电梯又坏了，老人下不了楼',
  category: '电梯',
  place: { building: '3', unit: '2' },
  tier: 'common',
  handling: 'agent',
  urgent: false,
  stage: 'open',
  reporter: 'p1',
  sources: [`m${number}`],
  supporters: [],
  raisedAt: START,
  since: START,
  due: START + DAY,
  rungs: [],
  news: [],
  media: [],
  ratings: [],
  pressed: false,
  ...given,
})

export const aPoll = (number: number, given: Partial<Poll> = {}): Poll => ({
  number,
  question: '要不要装门禁？',
  options: ['赞成', '反对', '弃权'],
  kind: 'household',
  most: 1,
  secret: false,
  shown: 'after',
  roll: '0f3e',
  channels: ['group'],
  rooms: ['r1'],
  opener: 'p1',
  opensAt: START,
  closes: START + 3 * DAY,
  electorate: ['3-2-501', '3-2-502'],
  rule: 'a1b2',
  stage: 'open',
  ...given,
})

export const aBallot = (poll: number, unit: string, given: Partial<Ballot> = {}): Ballot => ({
  poll,
  unit,
  counted: true,
  choices: [1],
  person: 'p1',
  saidAt: START,
  reason: '',
  source: 'm1',
  ...given,
})

export const aVoter = (poll: number, unit: string, given: Partial<Voter> = {}): Voter => ({
  poll,
  unit,
  counted: true,
  person: 'p1',
  saidAt: START,
  ...given,
})

export const aPerson = (key: string, given: Partial<Person> = {}): Person => ({
  key,
  name: '李芳',
  roles: ['resident'],
  posts: [],
  dwellings: [],
  friend: true,
  heard: true,
  listed: false,
  ...given,
})

export const aLine = (key: string, given: Partial<Line> = {}): Line => ({
  key,
  to: { room: 'r1' },
  text: '已登记 #1 电梯又坏了',
  mention: [],
  notBefore: START,
  until: START + 7 * DAY,
  urgent: false,
  asked: false,
  ...given,
})

export const putCase = (doc: Case): Put => ({ kind: 'case', key: String(doc.number), doc })
export const putPoll = (doc: Poll): Put => ({ kind: 'poll', key: String(doc.number), doc })
export const putBallot = (doc: Ballot): Put => ({ kind: 'ballot', key: `${doc.poll}/${doc.unit}`, doc })
export const putSealed = (key: string, doc: Omit<Sealed, 'key'>): Put => ({ kind: 'sealed', key, doc: { key, ...doc } })
export const putVoter = (doc: Voter): Put => ({ kind: 'voter', key: `${doc.poll}/${doc.unit}`, doc })
export const putPerson = (doc: Person): Put => ({ kind: 'person', key: doc.key, doc })

export const raised = (number: number, at: Instant = START): Fact => ({
  type: 'case-raised',
  case: number,
  at,
  matter: aCase(number),
})
export const news = (number: number, text: string, at: Instant = START): Fact => ({
  type: 'news-given',
  case: number,
  at,
  by: 'p2',
  text,
})

/** Cases and polls that ended 35 days ago, as the rules say it. */
export const ended = (docs: Snapshot['docs'], now: Instant): readonly string[] => [
  ...[...docs.case.values()]
    .filter((doc) => doc.endedAt !== undefined && now - doc.endedAt > 35 * DAY)
    .map((doc) => `#${doc.number}`),
  ...[...docs.poll.values()]
    .filter((doc) => doc.stage === 'closed' && now - doc.closes > 35 * DAY)
    .map((doc) => `P${doc.number}`),
]

/** A snapshot as it is at this moment, to be compared with a later one. */
export const shown = ({ version, seq, at, docs, facts, outbox, ids }: Snapshot) =>
  structuredClone({ version, seq, at, docs, facts, outbox, ids })
