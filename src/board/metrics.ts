import type { Figures, Spread } from '../desk/meter.ts'
import type { Instant } from '../domain/calendar.ts'

/** Prometheus' text format, https://prometheus.io/docs/instrumenting/exposition_formats. */
export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Numbers only: no name, no words and no community is in any of them. */
export type Metric = { readonly name: string; readonly help: string } & (
  | { readonly type: 'gauge' | 'counter'; readonly value: number }
  | { readonly type: 'histogram'; readonly value: Spread }
)

/** As it is asked for over HTTP. */
export const exposed = (all: readonly Metric[]): string =>
  all
    .map((one) => lines(one).join('\n'))
    .join('\n')
    .concat('\n')

const lines = (metric: Metric): readonly string[] => [
  `# HELP ${metric.name} ${metric.help}`,
  `# TYPE ${metric.name} ${metric.type}`,
  ...(metric.type === 'histogram' ? spread(metric.name, metric.value) : [`${metric.name} ${metric.value}`]),
]

const spread = (name: string, { counts, sum, count }: Spread): readonly string[] => [
  ...counts.map(([bound, below]) => `${name}_bucket{le="${bound}"} ${below}`),
  `${name}_bucket{le="+Inf"} ${count}`,
  `${name}_sum ${sum}`,
  `${name}_count ${count}`,
]

interface Standing extends Figures {
  /** Inputs can be settled. */
  readonly ok: boolean
  readonly online: boolean
  readonly begun: Instant
}

/** Alert on: ok or online at 0, unattended or stuck above 0, and beats that no longer come. */
export const metrics = (at: Standing): readonly Metric[] => [
  gauge('process_start_time_seconds', 'When this process began, in seconds since 1970.', at.begun / 1000),
  gauge('xiaoyi_ok', 'Whether inputs can be settled and stored.', Number(at.ok)),
  gauge('xiaoyi_wechat_online', 'Whether the account is logged in and hears.', Number(at.online)),
  gauge('xiaoyi_communities', 'Communities that are served.', at.communities),
  gauge('xiaoyi_cases_open', 'Cases that are open.', at.open),
  gauge('xiaoyi_matters_unattended', 'Open matters without a next due action: there must be none.', at.unattended),
  gauge('xiaoyi_due_stuck', 'What was due at the last beat and was not done: there must be none.', at.stuck),
  gauge('xiaoyi_lines_unsaid', 'Lines that wait to be said, for their time included.', at.unsaid),
  gauge('xiaoyi_letters_undelivered', 'Letters that another community has not taken yet.', at.letters),
  counter('xiaoyi_digests_skipped_total', 'Lists and reports that came too late to be worth saying.', at.skipped),
  counter('xiaoyi_messages_heard_total', 'Messages that were heard, each once, since the start.', at.heard),
  {
    name: 'xiaoyi_beat_duration_seconds',
    help: 'How long a beat took, until all of it was stored.',
    type: 'histogram',
    value: at.beats,
  },
]

const gauge = (name: string, help: string, value: number): Metric => ({ name, help, type: 'gauge', value })
const counter = (name: string, help: string, value: number): Metric => ({ name, help, type: 'counter', value })
