import { describe, expect, it } from 'vitest'

import { toCsv } from './csv.ts'

describe('toCsv', () => {
  it('ends every line with CR LF and quotes only what needs it', () => {
    expect(
      toCsv([
        ['a', 'b c'],
        ['1,2', 'say "hi"'],
        ['two\nlines', ''],
      ]),
    ).toBe('a,b c\r\n"1,2","say ""hi"""\r\n"two\nlines",\r\n')
  })

  it.each([
    ['=HYPERLINK("http://x.example")', `"'=HYPERLINK(""http://x.example"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tcmd', `"'\tcmd"`],
    [' =1', "' =1"],
    ['\u200b=1', "'\u200b=1"],
    ['\ufeff=1', "'\ufeff=1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM', "'＠SUM"],
    ['\n=1', `"'\n'=1"`],
    ['a;=1;+2', `"a;'=1;'+2"`],
    ['a,=1', `"a,'=1"`],
    ['a\t@b', `"a\t'@b"`],
    ['a\r\n-1', `"a\r\n'-1"`],
    ['a"=1', `"a""'=1"`],
    ['a|\u200b＝1', `"a|'\u200b＝1"`],
    ['\rcmd', `"'\rcmd"`],
  ])('takes the harm out of %j', (text, expected) => {
    expect(toCsv([[text]])).toBe(`${expected}\r\n`)
  })

  it('leaves such signs inside of a text alone', () => {
    expect(toCsv([['a=b', 'me@example.com', '2001:db8::1', "it's", 'x - y', 'a +b']])).toBe(
      "a=b,me@example.com,2001:db8::1,it's,x - y,a +b\r\n",
    )
  })
})
