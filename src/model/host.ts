import { BlockList, isIP } from 'node:net'

/** Services in China that people point it at: what is sent there does not leave the country. */
const DOMESTIC =
  /(?:\.cn|\.deepseek\.com|^dashscope\.aliyuncs\.com|\.cn-[a-z]+\.(?:[a-z]+\.)?aliyuncs\.com|\.cn-[a-z]+\.volces\.com|\.baidubce\.com|\.minimaxi\.com|\.minimax\.chat|\.stepfun\.com|\.baichuan-ai\.com|\.lingyiwanwu\.com|\.xf-yun\.com|\.myhuaweicloud\.com|\.tencentcloudapi\.com|\.cloud\.tencent\.com|\.gitee\.com|\.ppinfra\.com)$/
const PRIVATE_NAME = /(?:^|\.)localhost$|\.(?:local|lan|internal|home\.arpa)$/

const NEAR = new BlockList()
NEAR.addSubnet('127.0.0.0', 8)
NEAR.addSubnet('10.0.0.0', 8)
NEAR.addSubnet('172.16.0.0', 12)
NEAR.addSubnet('192.168.0.0', 16)
NEAR.addSubnet('169.254.0.0', 16)
NEAR.addAddress('::1', 'ipv6')
NEAR.addSubnet('fc00::', 7, 'ipv6')
NEAR.addSubnet('fe80::', 10, 'ipv6')

/** On the machine, in its network, or by a name that only that network knows. */
export function isLocal(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  const version = isIP(address)
  if (version > 0) return NEAR.check(address, version === 6 ? 'ipv6' : 'ipv4')
  return PRIVATE_NAME.test(host) || !host.includes('.')
}

/** Not known to be in China: residents' words must not go there without their consent. */
export const isForeign = (host: string): boolean => !isLocal(host) && !DOMESTIC.test(host)
