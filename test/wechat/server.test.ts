import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { terms } from '../../src/wechat/server.ts'

const pem = (kind: 'cert' | 'key'): string =>
  readFileSync(join(import.meta.dirname, `../process/gateway-test-only.${kind}.pem`), 'utf8')
const own = {
  WECHATY_PUPPET_SERVICE_TLS_SERVER_CERT: pem('cert').replaceAll('\n', '\\n'),
  WECHATY_PUPPET_SERVICE_TLS_SERVER_KEY: pem('key').replaceAll('\n', '\\n'),
}
const CA = `WECHATY_PUPPET_SERVICE_TLS_CA_CERT=${pem('cert').trim().replaceAll('\n', '\\n')}`

describe('on which terms a gateway serves', () => {
  test('with nothing set: on this machine only, with the built-in certificate', () => {
    expect(terms({})).toEqual({
      endpoint: '127.0.0.1:8788',
      token: 'insecure_local',
      tls: true,
      variables: [
        'WECHATY_PUPPET=wechaty-puppet-service',
        'WECHATY_PUPPET_SERVICE_TOKEN=insecure_local',
        'WECHATY_PUPPET_SERVICE_ENDPOINT=127.0.0.1:8788',
      ],
    })
  })

  test('without TLS: the other side is told', () => {
    const { tls, variables } = terms({ WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_SERVER: 'true' })
    expect([tls, variables.at(-1)]).toEqual([false, 'WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT=true'])
  })

  test('with a certificate of its own: to others too, who are told how to know it', () => {
    const open = { ...own, WECHATY_PUPPET_SERVICE_ENDPOINT: '10.0.0.8:8788' }
    expect(terms({ ...open, WECHATY_PUPPET_SERVICE_TOKEN: 'xiaoyi-test-only_1' }).variables.slice(3)).toEqual([CA])
    expect(terms({ ...open, WECHATY_PUPPET_SERVICE_TOKEN: 'puppet_1' }).variables.slice(3)).toEqual([
      CA,
      'WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME=xiaoyi-test-only',
    ])
  })

  test.each([
    [{ WECHATY_PUPPET_SERVICE_ENDPOINT: '0.0.0.0:8788' }, /is open to others, so the gateway must show a certificate/],
    [
      {
        ...own,
        WECHATY_PUPPET_SERVICE_ENDPOINT: '10.0.0.8:8788',
        WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_SERVER: 'true',
      },
      /is open to others/,
    ],
    [{ WECHATY_PUPPET_SERVICE_ENDPOINT: 'here' }, /ENDPOINT must be host:port/],
    [{ WECHATY_PUPPET_SERVICE_TOKEN: 'secret' }, /TOKEN must be a prefix, _ and the rest/],
    [{ WECHATY_PUPPET_SERVICE_TLS_SERVER_CERT: 'x' }, /must be set together/],
    [{ ...own, WECHATY_PUPPET_SERVICE_TLS_SERVER_CERT: 'x' }, /must be a certificate in PEM/],
  ])('%# refused with one sentence', (env, sentence) => {
    expect(() => terms(env)).toThrow(sentence)
  })
})
