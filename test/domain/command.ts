import type { Reading } from '../../src/domain/heard/reading.ts'
import { answers, at, type Came, types } from './given.ts'

/** What a command comes to: its facts, else its answers. */
export const came = (one: Came): string => (types(one).length > 0 ? types(one) : answers(one)).join(' ')

export const until = at('2026-11-26 18:00')
export const command = {
  take: { do: 'take', case: 1 },
  news: { do: 'news', case: 1, text: '下午到', how: 'command' },
  'hand-on': { do: 'hand-on', case: 1, to: '李工' },
  'send-back': { do: 'send-back', case: 1, reason: '是供电局的' },
  refuse: { do: 'refuse', case: 1, reason: '没有钱' },
  finish: { do: 'finish', case: 1, text: '换了门机皮带', how: 'command' },
  postpone: { do: 'postpone', case: 1, until, reason: '等配件' },
  agree: { do: 'agree', case: 1 },
  press: { do: 'press', case: 1 },
  'need-help': { do: 'need-help', case: 1 },
  withdraw: { do: 'withdraw', case: 1 },
  urge: { do: 'urge', case: 1 },
  add: { do: 'add', case: 1, text: '等了一天' },
  rate: { do: 'rate', case: 1, grade: 'good', text: '' },
  reopen: { do: 'reopen', case: 1, text: '还在漏' },
} as const satisfies Readonly<Record<string, Reading>>
export type Name = keyof typeof command
