import { describe, expect, test } from 'vitest'
import { isForeign, isLocal } from '../../src/model/host.ts'
import { profileOf } from '../../src/model/profile.ts'
import { stage } from './stage.ts'

describe('a service is known', () => {
  test.each([
    ['https://api.deepseek.com', 'deepseek-chat', 'DeepSeek', { thinking: { type: 'disabled' } }],
    ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'qwen-plus', 'Qwen', { enable_thinking: false }],
    ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', 'qwen-plus', 'Qwen', { enable_thinking: false }],
    ['https://open.bigmodel.cn/api/paas/v4', 'glm-4.6', 'GLM', { thinking: { type: 'disabled' } }],
    ['https://api.moonshot.cn/v1', 'kimi-k2', 'Kimi', { thinking: { type: 'disabled' } }],
    ['https://ark.cn-beijing.volces.com/api/v3', 'ep-20250101-x', 'Doubao', { thinking: { type: 'disabled' } }],
    ['https://api.siliconflow.cn/v1', 'Qwen/Qwen3-8B', 'SiliconFlow', { enable_thinking: false }],
    ['http://localhost:11434/v1', 'qwen3:8b', 'Ollama', { reasoning_effort: 'none' }],
    ['http://ollama/v1', 'qwen3:8b', 'Ollama', { reasoning_effort: 'none' }],
    ['http://10.0.0.7:8000/v1', 'Qwen3-8B', 'vLLM', { chat_template_kwargs: { enable_thinking: false } }],
    ['https://gateway.example.org/v1', 'deepseek-v3', 'DeepSeek', { thinking: { type: 'disabled' } }],
    ['https://api.openai.com/v1', 'gpt-x', 'OpenAI-compatible', {}],
  ])('%s %s', (url, model, name, extra) => {
    expect(profileOf(url, model)).toMatchObject({ name, extra })
  })

  test('Kimi is asked one at a time, three a minute', () => {
    expect(profileOf('https://api.moonshot.cn/v1', 'kimi-k2')).toMatchObject({ perMinute: 3, atOnce: 1 })
  })

  test('Ollama cuts what is over 4,000 tokens', () => {
    expect(profileOf('http://127.0.0.1:11434/v1', 'x').context).toBeLessThan(4_000)
  })
})

describe('where it is', () => {
  test.each([
    'localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.4',
    '192.168.1.9',
    '[::1]',
    'ollama',
    'gpu.lan',
    'x.local',
  ])('%s is local', (host) => {
    expect(isLocal(host)).toBe(true)
    expect(isForeign(host)).toBe(false)
  })
  test.each([
    'api.deepseek.com',
    'dashscope.aliyuncs.com',
    'open.bigmodel.cn',
    'api.moonshot.cn',
    'ark.cn-beijing.volces.com',
  ])('%s is in China', (host) => expect([isLocal(host), isForeign(host)]).toEqual([false, false]))
  test.each([
    ...['api.openai.com', 'dashscope-intl.aliyuncs.com', 'api.moonshot.ai', 'api.z.ai', 'openrouter.ai', '8.8.8.8'],
    ...[
      'ark.ap-southeast.bytepluses.com',
      'deepseek.com.example.org',
      '172.32.0.1',
      'localhost.example.org',
      '127.0.0.1.example.org',
      '10.example.org',
      '[2001:db8::1]',
      'x.cn.example.org',
    ],
  ])('%s is not known to be', (host) => expect(isForeign(host)).toBe(true))

  test('a foreign one is warned of in one line, a local one is not', async () => {
    const warns = (lines: readonly string[]) => lines.filter((line) => line.includes('separate consent'))
    const abroad = await stage({ url: 'http://model.invalid/v1', times: { pause: 60_000 } })
    expect(warns(abroad.lines)).toHaveLength(1)
    expect(abroad.lines.join()).toContain('unencrypted')
    expect(warns((await stage()).lines)).toEqual([])
  })
})
