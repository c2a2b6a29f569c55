'use strict'
// Tokens in the way of JWT: what they say, signed, good for some seconds.

const { createHmac, timingSafeEqual } = require('node:crypto')

const SECRET = process.env.JWT_SECRET || 'change me'
const coded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signature = (text) => createHmac('sha256', SECRET).update(text).digest()

function sign (claims, seconds) {
  const exp = Date.now() / 1000 + seconds
  const text = `${coded({ alg: 'HS256', typ: 'JWT' })}.${coded({ ...claims, exp })}`
  return `${text}.${signature(text).toString('base64url')}`
}

function verify (token) {
  const [head, body, signed] = String(token).split('.')
  const given = Buffer.from(signed || '', 'base64url')
  const right = signature(`${head}.${body}`)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const claims = JSON.parse(Buffer.from(body, 'base64url'))
  return claims.exp > Date.now() / 1000 ? claims : null
}

module.exports = { sign, verify }
