import { describe, expect, test } from 'vitest'
import { ConfigError, config } from '../../src/config/environment.ts'

const mistakes = (env: Record<string, string>): readonly string[] => {
  try {
    config(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

describe('config', () => {
  test('nothing set is the simulator with the defaults', () => {
    expect(config({})).toEqual({ botName: '小议', dataDir: 'data', host: '127.0.0.1', port: 3000, logLevel: 'info' })
  })

  test('a variable of nothing counts as not set', () => {
    expect(config({ PORT: '', BOT_NAME: ' ', DATABASE_URL: '', WECHATY_PUPPET: '' })).toEqual(config({}))
  })

  test('what is set is read', () => {
    const read = config({
      WECHATY_PUPPET: 'wechaty-puppet-xp',
      BOT_NAME: '小和',
      DATA_DIR: '/srv/xiaoyi',
      HOST: '0.0.0.0',
      PORT: '0',
      BOARD_URL: 'https://board.example.org/',
      LOG_LEVEL: 'debug',
    })
    expect(read).toEqual({
      puppet: 'wechaty-puppet-xp',
      botName: '小和',
      dataDir: '/srv/xiaoyi',
      host: '0.0.0.0',
      port: 0,
      boardUrl: 'https://board.example.org',
      logLevel: 'debug',
    })
  })

  test("a token alone chooses Wechaty's service", () => {
    expect(config({ WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_local' }).puppet).toBe('wechaty-puppet-service')
  })

  test('a key without a model sends nothing anywhere', () => {
    expect(config({ OPENAI_API_KEY: 'sk-of-another-program' }).model).toBeUndefined()
  })

  test('a local service needs no key', () => {
    const env = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'qwen', OPENAI_EXTRA_BODY: '{"a":1}' }
    expect(config(env).model).toEqual({ name: 'qwen', baseUrl: 'http://127.0.0.1:11434/v1', extraBody: { a: 1 } })
  })

  test('ears and eyes are services of their own, and a key goes only where it was given for', () => {
    const env = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'http://a/v1', OPENAI_VISION_MODEL: 'eyes' }
    expect(config(env)).toMatchObject({ pictures: { name: 'eyes', apiKey: 'sk-1', baseUrl: 'http://a/v1' } })
    expect(config(env).model).toBeUndefined()
    const ears = { ...env, OPENAI_TRANSCRIBE_MODEL: 'ears' }
    expect(config(ears).voices).toEqual({ name: 'ears', apiKey: 'sk-1', baseUrl: 'http://a/v1', extraBody: {} })
    expect(config({ ...ears, OPENAI_TRANSCRIBE_BASE_URL: 'http://b/v1' }).voices).toEqual({
      name: 'ears',
      baseUrl: 'http://b/v1',
      extraBody: {},
    })
  })

  test.each([
    [{ OPENAI_TRANSCRIBE_BASE_URL: 'http://b/v1' }, 'OPENAI_TRANSCRIBE_MODEL is missing'],
    [{ OPENAI_TRANSCRIBE_MODEL: 'ears' }, 'OPENAI_TRANSCRIBE_BASE_URL is missing'],
    [{ OPENAI_VISION_MODEL: 'eyes' }, 'OPENAI_API_KEY or OPENAI_BASE_URL is missing'],
  ])('%j is refused', (env, mistake) => {
    expect(mistakes(env)).toEqual([expect.stringContaining(mistake)])
  })

  test.each(['密钥', 'sk-1 sk-2', 'sk-１２３', 'sk-1\nsk-2'])('a key of %j is refused, and not repeated', (key) => {
    const env = { OPENAI_BASE_URL: 'http://a/v1', OPENAI_MODEL: 'm', OPENAI_API_KEY: key }
    const must = 'must be one word of letters, digits and signs, as the service gave it'
    expect(mistakes(env)).toEqual([`OPENAI_API_KEY ${must}`])
    const ears = { OPENAI_BASE_URL: 'http://a/v1', OPENAI_TRANSCRIBE_MODEL: 'm', OPENAI_TRANSCRIBE_API_KEY: key }
    expect(mistakes(ears)).toEqual([`OPENAI_TRANSCRIBE_API_KEY ${must}`])
  })

  test.each([
    ['2/3', { prompt: 2, cached: 2, answer: 3 }],
    ['2/0.2/3', { prompt: 2, cached: 0.2, answer: 3 }],
  ])('a price of %s is read', (price, read) => {
    expect(config({ OPENAI_BASE_URL: 'http://x/v1', OPENAI_MODEL: 'm', OPENAI_PRICE: price }).model?.price).toEqual(
      read,
    )
    expect(mistakes({ OPENAI_BASE_URL: 'http://x/v1', OPENAI_MODEL: 'm', OPENAI_PRICE: '2' })).toHaveLength(1)
  })

  test('variables that are not ours pass', () => {
    expect(mistakes({ WECHATY_LOG: 'info', PATH: '/bin', WECHATY_TOKEN: 'x' })).toEqual([])
    expect(mistakes({ WECHATY_PUPPET_SERVICE_TLS_SERVER_CERT: 'x' })).toEqual([])
  })

  test.each([
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '3e3', 'PORT must be a whole number from 0 to 65535'],
    ['HOST', 'a b', 'HOST must be an address or host name to listen on, such as 127.0.0.1'],
    ['BOT_NAME', '小 议', 'BOT_NAME must be 1 to 20 characters without spaces or @'],
    ['BOARD_URL', 'board.example.org', 'BOARD_URL must be an http or https address'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
    [
      'DATABASE_URL',
      'postgres://x',
      'DATABASE_URL is not supported yet: leave it empty, files under DATA_DIR are used',
    ],
    ['OPENAI_MODEL', 'x', 'OPENAI_API_KEY or OPENAI_BASE_URL is missing: OPENAI_MODEL alone names no service'],
    ['OPENAI_BASE_URL', 'https://x.example', 'OPENAI_MODEL is missing: name the model of the service'],
    [
      'WECHATY_PUPPET',
      'wechaty-puppet-service',
      'WECHATY_PUPPET_SERVICE_TOKEN is missing: wechaty-puppet-service needs it',
    ],
    [
      'OPENAI_APIKEY',
      'x',
      'OPENAI_APIKEY is not known; known are OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, OPENAI_TRANSCRIBE_MODEL, OPENAI_TRANSCRIBE_BASE_URL, OPENAI_TRANSCRIBE_API_KEY, OPENAI_VISION_MODEL, OPENAI_EXTRA_BODY, OPENAI_PRICE',
    ],
  ])('%s=%s is refused', (name, value, mistake) => {
    expect(mistakes({ [name]: value })).toEqual([mistake])
  })

  test('all mistakes are reported together, without the values', () => {
    const found = mistakes({ PORT: 'x', LOG_LEVEL: 'y', OPENAI_KEY: 'sk-secret', OPENAI_EXTRA_BODY: 'sk-secret' })
    expect(found).toHaveLength(5)
    expect(found.join()).not.toContain('secret')
  })
})
