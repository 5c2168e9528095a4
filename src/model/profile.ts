import { isLocal } from './host.ts'

/** What is special about a service: what its own documentation, or an afternoon lost on it, tells. */
export interface Profile {
  readonly name: string
  /** In every request: thinking is off, since a short answer is wanted soon. No temperature: Kimi refuses all but its own. */
  readonly extra: Readonly<Record<string, unknown>>
  /** Requests a minute, and at once. */
  readonly perMinute: number
  readonly atOnce: number
  /** Tokens of a prompt at the most: Ollama cuts what is more without a word. */
  readonly context: number
}

const THINKING_TYPE = { thinking: { type: 'disabled' } }
const ENABLE_THINKING = { enable_thinking: false }
const TEMPLATE = { chat_template_kwargs: { enable_thinking: false } }

const plain = { extra: {}, perMinute: 60, atOnce: 4, context: 16_000 }
const DEEPSEEK: Profile = { ...plain, name: 'DeepSeek', extra: THINKING_TYPE, perMinute: 120 }
/** Answers in JSON only while it does not think. */
const QWEN: Profile = { ...plain, name: 'Qwen', extra: ENABLE_THINKING }
const GLM: Profile = { ...plain, name: 'GLM', extra: THINKING_TYPE, perMinute: 30, atOnce: 2 }
/** The unpaid tier: three a minute, one at a time. */
const KIMI: Profile = { ...plain, name: 'Kimi', extra: THINKING_TYPE, perMinute: 3, atOnce: 1, context: 7_000 }
const DOUBAO: Profile = { ...plain, name: 'Doubao', extra: THINKING_TYPE, perMinute: 120 }
const SILICONFLOW: Profile = { ...plain, name: 'SiliconFlow', extra: ENABLE_THINKING }
const OLLAMA: Profile = {
  name: 'Ollama',
  extra: { reasoning_effort: 'none' },
  perMinute: 600,
  atOnce: 1,
  context: 3_000,
}
const VLLM: Profile = { name: 'vLLM', extra: TEMPLATE, perMinute: 600, atOnce: 4, context: 3_000 }
const OTHER: Profile = { ...plain, name: 'OpenAI-compatible' }

const BY_HOST: readonly (readonly [RegExp, Profile])[] = [
  [/(?:^|\.)deepseek\.com$/, DEEPSEEK],
  [/(?:^|\.)(?:dashscope[\w-]*\.aliyuncs|[\w-]+\.maas\.aliyuncs)\.com$/, QWEN],
  [/(?:^|\.)(?:bigmodel\.cn|z\.ai)$/, GLM],
  [/(?:^|\.)moonshot\.(?:cn|ai)$/, KIMI],
  [/(?:^|\.)(?:volces|bytepluses)\.com$/, DOUBAO],
  [/(?:^|\.)siliconflow\.(?:cn|com)$/, SILICONFLOW],
  [/(?:^|\.)openai\.com$/, OTHER],
]
/** Behind a gateway of one's own only the model's name tells. */
const BY_MODEL: readonly (readonly [RegExp, Profile])[] = [
  [/deepseek/i, DEEPSEEK],
  [/qwen|qwq|tongyi/i, QWEN],
  [/glm/i, GLM],
  [/kimi|moonshot/i, { ...KIMI, perMinute: 60, atOnce: 4 }],
  [/doubao|^ep-/i, DOUBAO],
]

/** By base address, else by the model's name. What it gets wrong is set right by OPENAI_EXTRA_BODY. */
export function profileOf(baseUrl: string, model: string): Profile {
  const { hostname, port } = new URL(baseUrl)
  const byHost = BY_HOST.find(([host]) => host.test(hostname))?.[1]
  if (byHost) return byHost
  if (port === '11434' || /ollama/.test(hostname)) return OLLAMA
  if (isLocal(hostname)) return VLLM
  return BY_MODEL.find(([name]) => name.test(model))?.[1] ?? OTHER
}
