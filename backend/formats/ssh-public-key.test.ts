import { expect, it } from 'vitest'

import { sshFingerprint } from './ssh-fingerprint.ts'
import { holdsPrivateKey, readSshPublicKey } from './ssh-public-key.ts'

/** Keys made for this test, with the fingerprints that `ssh-keygen -E md5 -l` prints for them. */
const KEYS: readonly (readonly [key: string, fingerprint: string])[] = [
  [
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCcnEJQCmrKefFu8b/SJraj29nZgas60doQy7WB4BpT+JCAOgA9sAMkSWoFmcmNewbXXofjNfqFIe6xGNP1isUsmhmr12ItdjZK36GjGFfkEyTM6T1nNXrxUwpIpxdixzIn64EgDurMRuuXOrBAUd627MSgMQkAdXa0WDAvTi7CjXnQMMXk2QcwFvVYUCLBjUppjitfvftgHUav8b0AZ0aCXILcjMm/4xiMm90ZifC0efYJ0gNRvVK1+YqsiZzyy25+kE7ICAsbXgHzb1Z9U5bjqk1Vr1vompD+mnodQoWJoj8KQaCuieTCWczQPhhtoTRuEN60Kd3+cWZeAzH3Q5zCuSCwGnaEWrL1WteCnjEIFAGgY4okCM1MmPKZtq05fBYHUfEnUsrAkfKCMlgWfjeQAIwc+dQbfKs2V7PCQP/52T5QQzq5Anrb7WMTONbcMQtw2up9sPTUkEAWyBuMJtd49DaWCNy2nb9GPOSlCWap5/Uj3CxfN7AbRlp6XKoeTfk=',
    '3072 MD5:32:8f:39:0e:fc:d2:fd:64:85:41:4b:3d:a2:85:b7:14 (ssh-rsa)',
  ],
  [
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQChWGsyq0Ea2oPNnGVBFmdp6Ao7WB7ucAtXESigIy0zjJwiqg2NFqHHCPnqJtAvFhvTDGMDUnWrZR1sSsZnAFXmpUUMFd54i3ocl6BlKAQEZrWVpAjtUW+jKFWsDmqmKmhQ750OuAePBkhx6izwwyQ5XtDcXDr3HlPCP7uv6r0qOyBG3GNh7D4QHNYkveGpzgTudXd+NiQ2z/g4N5eXRAgDfb9bjU1h/nrHi4a2cqm0R053etwIZwRokuAXeC1fXjJeu2yqNZBc4Pm282sxYA6ijt9hT3guD1HTJ8oxTHxAQOAkSLIGAwV5F8/PuEyI2F8tku4jwI2DekK+o9xOWl+l',
    '2048 MD5:ca:73:d4:f0:6b:46:38:fb:4a:45:90:65:8f:74:6f:3f (ssh-rsa)',
  ],
  [
    'ssh-dss AAAAB3NzaC1kc3MAAACBAMqOhlL99NtNv5tAgn44nEmXx96YE91OTP37r2noIucopL01Z2PbN2tFfHQamZviM22syK8VfBNkFnA83BKfjYrZN6c5wSFw4l8rNvYd2BrLEEr+S9Y2RQF5kvl8yDKj76/ZHSnhExtpNaDLLd718w00K/JBlpBCTtS2+1BOPf97AAAAFQDOBuzPGd71ka94YWKR9Ey7c6QvBwAAAIEAxF9tyi6o7TMbesUS0EuJI4RxGezLtNJu33CYqBxEeppV2i9A2wX+KncD1B2Amoa+SQRbFsbwHGiDdyh+uYOCv38/v4lCmT8dA4gm6xdTsSG4OvIxLhOrb8TULG9RDaxC1WLThdB/yizsR0ETD++jnvRYdn7I1dc6skjGXi/f35cAAACAT8U319SGSnIYXqD5se1hTlCrPs2SWcW7zNCrUHUEeiZ107dhMWiJ1WaNbBAiVoMYNzcdPYuH0+v9h8834X1oHQ3FTROwyExgJ+rR9v+gftwZ9om4GFmEBqp3jZ48NU8YzUXz/kNgFzTg67tEyxVx65LFR/Z9w0ZSi6JY4ljWAwM=',
    '1024 MD5:4f:21:56:40:fe:2e:8c:6e:57:e6:16:b1:92:7d:ed:98 (ssh-dss)',
  ],
  [
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICdh/1NkAeuS5r3u2rJjavu3OMzOtv7Ua5uHtJMzTyLY',
    '256 MD5:38:ba:bb:95:c8:39:ce:95:cd:f9:a0:72:41:3b:9f:b9 (ssh-ed25519)',
  ],
  [
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBMXljNrkBX44F5Sb9rvTpoLgrUOh4CN/p8XbR6WpA9UvcG+QbwxMspMNX01k5X/uGiH9o3rHV9Rk+pY64c2ycY0=',
    '256 MD5:19:a2:83:e3:1b:e1:33:1c:a5:a6:5b:e9:a7:9b:c7:d9 (ecdsa-sha2-nistp256)',
  ],
  [
    'ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBALPM4/KT34DAe2gNIDrJDgKwRGgGst0y3S80neq96HDaPi0iYCPbLLScSEoWVCsXk8AwCGLocLTpYKUdw9bUdSfkv4+Ft/Q4d3PxR2Meq5HuKS1fi9hif+dyWFOc40wsw==',
    '384 MD5:12:b3:60:db:84:b6:85:5b:26:4f:3e:22:19:3f:11:63 (ecdsa-sha2-nistp384)',
  ],
  [
    'ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBADoDTU1Mn+Q//a5NQ0OZLDGuxXXlp8LB3WKspyeuMLpY89lp96tRRsU3589B2k7eer2BDLhWdhvoEQVqFEQq15n1QEB/ipcZ0ZlTjwx5j2yvyQJ0h8ZiHC18oPhf1uFf7bRFVNlLFzkOnjnApDvi4WhYk5HE3LUB5/xAOK9idjPajiNMQ==',
    '521 MD5:1e:2a:7b:cf:65:0f:0f:7b:eb:d4:8d:3c:72:9a:02:39 (ecdsa-sha2-nistp521)',
  ],
]

const [RSA = '', ED25519 = ''] = [KEYS[0]?.[0], KEYS[3]?.[0]]

it.each(KEYS)('reads %s as ssh-keygen does', (line, fingerprint) => {
  const reading = readSshPublicKey(`  ${line} elena@laptop  of work\n`)
  if (!reading.ok) throw new Error(reading.message)
  expect(reading.key.text).toBe(line)
  expect(reading.key.comment).toBe('elena@laptop of work')
  expect(sshFingerprint(reading.key)).toBe(fingerprint)
})

it('needs no comment', () => {
  expect(readSshPublicKey(ED25519)).toMatchObject({ ok: true, key: { comment: '', bits: 256 } })
})

const PEM_LINE = 'MIIEpAIBAAKCAQEA0'

it.each([
  ['', 'empty'],
  [' \n ', 'empty'],
  [`-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END`, 'private'],
  [`-----BEGIN RSA PRIVATE KEY-----\n${PEM_LINE}`, 'private'],
  [`-----BEGIN PRIVATE KEY-----\n${PEM_LINE}`, 'private'],
  [`${PEM_LINE}\n-----END EC PRIVATE KEY-----`, 'private'],
  ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA', 'private'],
  ['b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ', 'private'],
  ['PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none', 'private'],
  [`${ED25519}\n-----BEGIN OPENSSH PRIVATE KEY-----`, 'private'],
  [`-----BEGIN PUBLIC KEY-----\n${PEM_LINE}`, 'format'],
  ['---- BEGIN SSH2 PUBLIC KEY ----\nAAAA', 'format'],
  [`${ED25519}\n${RSA}`, 'format'],
  [`${ED25519.slice(0, 40)}\n${ED25519.slice(40)}`, 'format'],
  ['hello', 'format'],
  ['ssh-ed25519', 'format'],
  ['ssh-ed25519 AAAA', 'format'],
  [`ssh-ed25519 ${ED25519.split(' ')[1]}=`, 'format'],
  [ED25519.slice(0, -4), 'format'],
  [`${ED25519}AAAA`, 'format'],
  [RSA.slice(0, -8), 'format'],
  [RSA.replace('ssh-rsa', 'ssh-dss'), 'format'],
  [ED25519.replace('ssh-ed25519', 'ssh-rsa'), 'format'],
  ['sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t', 'format'],
  ['ssh-rsa-cert-v01@openssh.com AAAAHHNzaC1yc2EtY2VydC12MDFAb3BlbnNzaC5jb20', 'format'],
])('refuses %j as %s and never repeats it', (text, problem) => {
  const reading = readSshPublicKey(text)
  expect(reading).toMatchObject({ ok: false, problem })
  if (reading.ok) return
  for (const word of text.split(/\s+/).filter((part) => /^(AAAA|MII|b3Blb)/.test(part))) {
    expect(reading.message).not.toContain(word)
  }
})

it('takes a comment that speaks of a private key', () => {
  expect(holdsPrivateKey(`${ED25519} not my private key`)).toBe(false)
})
