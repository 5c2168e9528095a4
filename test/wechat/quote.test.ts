import { describe, expect, it } from 'vitest'
import { isXml, quoting } from '../../src/wechat/quote.ts'

const xml = (title: string, content: string) => `wxid_1:
<?xml version="1.0"?>
<msg>
  <appmsg appid="" sdkver="0">
    <title>${title}</title>
    <type>57</type>
    <refermsg>
      <type>1</type>
      <svrid>7001</svrid>
      <fromusr>123@chatroom</fromusr>
      <chatusr>wxid_wang</chatusr>
      <displayname>王阿姨</displayname>
      <content>${content}</content>
    </refermsg>
  </appmsg>
</msg>`

describe('a quote', () => {
  it.each([
    [
      'in XML',
      xml('我家也是', '3栋漏水'),
      { reply: '我家也是', text: '3栋漏水', name: '王阿姨', id: '7001', from: 'wxid_wang' },
    ],
    ['with escaped signs', xml('&lt;好&gt; &amp;#x1F44C;', 'A&#38;B'), { reply: '<好> &#x1F44C;', text: 'A&B' }],
    ['in CDATA', xml('<![CDATA[1 < 2]]>', '漏水'), { reply: '1 < 2' }],
    [
      'of a quoting message',
      xml('+1', '&lt;msg&gt;&lt;appmsg&gt;&lt;title&gt;我家也是&lt;/title&gt;&lt;/appmsg&gt;&lt;/msg&gt;'),
      { text: '我家也是' },
    ],
    ['of a picture', xml('这是哪', '&lt;msg&gt;&lt;img aeskey="1"/&gt;&lt;/msg&gt;'), { text: '' }],
    [
      'in words',
      '「王阿姨：3栋漏水」\n- - - - - - - - - - - - - - -\n我家也是',
      { reply: '我家也是', text: '3栋漏水', name: '王阿姨' },
    ],
    [
      'in words of several lines',
      '「小议:#27 电梯\n接单：「接 27」」\n- - - - - -\n接',
      { reply: '接', text: '#27 电梯\n接单：「接 27」', name: '小议' },
    ],
    ['in words with a long rule', '「A：b」\n—————————\nc', undefined],
    ['that is none: a link', '<msg><appmsg><title>通知</title><type>5</type></appmsg></msg>', undefined],
    ['that is none: words in brackets', '「通知：明天停水」', undefined],
    ['that is none', '3栋漏水', undefined],
  ])('%s', (_, text, expected) => {
    if (expected) expect(quoting(text)).toMatchObject(expected)
    else expect(quoting(text)).toBeUndefined()
  })

  it.each([
    ['<msg><img/></msg>', true],
    ['wxid_1:\n<?xml version="1.0"?><msg/>', true],
    ['<3 谢谢', false],
    ['漏水', false],
  ])('tells XML from words: %j', (text, is) => expect(isXml(text)).toBe(is))
})
