import type { Figures, Spread } from '../desk/meter.ts'
import type { Instant } from '../domain/calendar.ts'
import type { ModelFigures, SenseFigures } from '../ports.ts'

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
  /** None where no model service is set. */
  readonly model?: ModelFigures
  readonly voices?: SenseFigures
  readonly pictures?: SenseFigures
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
  ...(at.model ? ofModel(at.model) : []),
  ...(at.voices ? ofSense('voices', 'Voices', at.voices) : []),
  ...(at.pictures ? ofPictures(at.pictures) : []),
]

/** What it costs: tokens by what services charge for them, and yuan where the price is known. */
const ofModel = (at: ModelFigures): readonly Metric[] => [
  gauge(
    'xiaoyi_model_online',
    'Whether the model service is asked; without it the embedded reader reads.',
    Number(at.online),
  ),
  counter('xiaoyi_model_requests_total', 'Requests to the model service, each try.', at.requests),
  counter('xiaoyi_model_failures_total', 'What was asked and had no usable answer in time.', at.failures),
  counter('xiaoyi_model_messages_asked_total', 'Messages that a model was asked about.', at.asked),
  counter('xiaoyi_model_messages_advised_total', 'Messages of these with a usable answer.', at.advised),
  counter('xiaoyi_model_messages_declined_total', 'Doubtful messages that were read without a model.', at.declined),
  counter('xiaoyi_model_prompt_tokens_total', 'Tokens sent.', at.promptTokens),
  counter('xiaoyi_model_cached_tokens_total', 'Tokens sent that the service had in its cache.', at.cachedTokens),
  counter('xiaoyi_model_answer_tokens_total', 'Tokens received.', at.answerTokens),
  ...(at.cost === undefined
    ? []
    : [counter('xiaoyi_model_cost_yuan_total', 'What that cost by OPENAI_PRICE, in yuan.', at.cost)]),
]

const ofSense = (what: string, named: string, at: SenseFigures): readonly Metric[] => [
  gauge(`xiaoyi_${what}_online`, `Whether the service for ${what} is asked.`, Number(at.online)),
  counter(`xiaoyi_${what}_asked_total`, `${named} that were sent to the service.`, at.asked),
  counter(`xiaoyi_${what}_done_total`, `${named} of these with an answer, whatever was in it.`, at.done),
  counter(`xiaoyi_${what}_failed_total`, `${named} of these without a usable answer in time.`, at.failed),
  counter(`xiaoyi_${what}_declined_total`, `${named} that were not sent for want of budget.`, at.declined),
]
const ofPictures = (at: SenseFigures): readonly Metric[] => [
  ...ofSense('pictures', 'Pictures', at),
  counter(
    'xiaoyi_pictures_tokens_total',
    'Tokens of pictures and of their answers, signs of life included.',
    at.tokens,
  ),
]

const gauge = (name: string, help: string, value: number): Metric => ({ name, help, type: 'gauge', value })
const counter = (name: string, help: string, value: number): Metric => ({ name, help, type: 'counter', value })
