'use strict'
// A study library's backend as many have one: REST, Socket.IO rooms, plain events, a JSON file.

const http = require('node:http')
const { parseArgs } = require('node:util')
const { Server } = require('socket.io')
const { Rows } = require('./rows')
const tokens = require('./tokens')

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
    ids: { type: 'string', default: 'string' }, // string | number
    statuses: { type: 'string', default: 'plain' }, // plain | own
    fields: { type: 'string', default: 'full' }, // full | few
    list: { type: 'string', default: 'array' }, // array | items | bookings | newest
    page: { type: 'string', default: '500' }, // rows in a page at most
    missing: { type: 'string', default: 'html' }, // how an unknown address is answered: html | json
    rooms: { type: 'string', default: 'both' }, // who hears of bookings: role | library | both | none
    'token-seconds': { type: 'string', default: '86400' },
    polling: { type: 'boolean', default: false }, // websockets are blocked
    recovery: { type: 'boolean', default: false },
    deletes: { type: 'boolean', default: false }, // DELETE removes the row
    'takes-any': { type: 'boolean', default: false }, // any status after any other
    'no-single': { type: 'boolean', default: false }, // no GET /api/bookings/:id
    'no-user': { type: 'boolean', default: false }, // the sign-in answers the token alone
    'no-sockets': { type: 'boolean', default: false }, // every socket is refused
    'slow-list-ms': { type: 'string', default: '0' },
    'slow-put-ms': { type: 'string', default: '0' }
  }
})

const rows = new Rows(options.data, options.ids === 'number')
const words = options.statuses === 'own'
  ? { made: 'booked', cancelled: 'void', checked_in: 'active', completed: 'done' }
  : { made: 'confirmed', cancelled: 'cancelled', checked_in: 'checked_in', completed: 'completed' }
const asked = { lists: 0, puts: 0, refused: 0, joined: 0 }
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, Number(ms)))

class Refused extends Error {
  constructor (status, message) {
    super(message)
    this.status = status
  }
}

// Routes, as [method, pattern, handler, open to everybody].

const routes = [
  ['POST', /^\/api\/auth\/login$/, login, true],
  ['GET', /^\/api\/bookings$/, list],
  ['POST', /^\/api\/bookings$/, create],
  ['PUT', /^\/api\/bookings\/([^/]+)$/, update],
  ['DELETE', /^\/api\/bookings\/([^/]+)$/, cancel],
  ['PUT', /^\/api\/libraries\/([^/]+)\/pricing$/, price],
  ['PUT', /^\/api\/libraries\/([^/]+)$/, rename],
  ['PUT', /^\/api\/seats\/([^/]+)$/, seat],
  ['POST', /^\/emit$/, emit],
  ['GET', /^\/asked$/, () => asked, true]
]
if (!options['no-single']) {
  routes.push(['GET', /^\/api\/bookings\/([^/]+)$/, (request, id) => shown(known(id))])
}

function login ({ body }) {
  const user = rows.users.find((one) => one.email === body.email && one.password === body.password)
  if (!user) throw new Refused(401, 'Wrong e-mail or password')
  const { password, ...told } = user
  const token = tokens.sign({ id: user.id, role: user.role }, Number(options['token-seconds']))
  return options['no-user'] ? { token } : { token, user: told }
}

async function list ({ query }) {
  asked.lists += 1
  const all = rows.bookings.map(shown)
  await pause(options['slow-list-ms'])
  const size = Math.min(Number(query.get('limit') || 50), Number(options.page))
  const from = (Number(query.get('page') || 1) - 1) * size
  switch (options.list) {
    case 'items': {
      const start = Number(query.get('cursor') || 0)
      const next = start + size < all.length ? String(start + size) : null
      return { items: all.slice(start, start + size), nextCursor: next }
    }
    case 'bookings':
      return { bookings: all.slice(from, from + size), total: all.length, page: from / size + 1 }
    case 'newest':
      return all.slice(-size).reverse()
    default:
      return all
  }
}

function create ({ body, user }) {
  const booking = rows.add({
    libraryId: body.libraryId ?? rows.libraries[0].id,
    seatId: body.seatId ?? rows.seats[0].id,
    studentId: user.id,
    studentName: body.studentName,
    kind: 'hour',
    startsAt: body.startsAt,
    endsAt: body.endsAt,
    amount: body.amount,
    currency: 'INR',
    status: words.made,
    createdAt: new Date().toISOString()
  })
  tellOf(booking, 'booking:created', shown(booking))
  return shown(booking)
}

async function update ({ body }, id) {
  asked.puts += 1
  await pause(options['slow-put-ms'])
  const booking = known(id)
  const { status } = body
  if (!options['takes-any'] && status && booking.status === words.cancelled) {
    throw new Refused(409, 'This booking was cancelled.')
  }
  rows.change(booking, { ...body, status: words[status] ?? status ?? booking.status })
  if (status === 'checked_in') tellOf(booking, 'booking:checkin', { bookingId: booking.id })
  else if (status === 'completed') tellOf(booking, 'booking:checkout', { bookingId: booking.id })
  else tellOf(booking, 'booking:updated', shown(booking))
  return shown(booking)
}

function cancel (_request, id) {
  const booking = known(id)
  if (options.deletes) rows.remove(booking)
  else rows.change(booking, { status: words.cancelled })
  tellOf(booking, 'booking:cancelled', { id: booking.id })
  return { message: 'Booking cancelled' }
}

function price ({ body }, id) {
  const library = found(rows.libraries, id)
  rows.change(library, { pricing: body })
  io.to(`library:${library.id}`).emit('pricing:updated', { libraryId: library.id, pricing: body })
  return body
}

function rename ({ body }, id) {
  const library = found(rows.libraries, id)
  rows.change(library, body)
  const { pricing, ...told } = library
  io.to('role:library_owner').emit('library:updated', told)
  return told
}

function seat ({ body }, id) {
  const one = found(rows.seats, id)
  rows.change(one, { available: body.available })
  const told = { seatId: one.id, available: one.available }
  io.to(`library:${one.libraryId}`).emit('seat:availability', told)
  return told
}

// What other parts of a business send over the same line.
function emit ({ body }) {
  io.emit(body.event, ...body.arguments)
  return null
}

function known (id) {
  return found(rows.bookings, id)
}

function found (among, id) {
  const one = among.find((each) => String(each.id) === decodeURIComponent(id))
  if (!one) throw new Refused(404, 'Not found')
  return one
}

function shown (booking) {
  const seat = rows.seats.find((one) => one.id === booking.seatId)
  if (options.fields === 'full') return { ...booking, seatLabel: seat?.label ?? null, note: booking.note ?? null }
  const { id, libraryId, studentName, status } = booking
  return { _id: id, libraryId, studentName, status }
}

function tellOf (booking, event, payload) {
  if (options.rooms === 'none') return
  let rooms = io
  if (options.rooms !== 'library') rooms = rooms.to('role:library_owner').to('role:staff')
  if (options.rooms !== 'role') rooms = rooms.to(`library:${booking.libraryId}`)
  rooms.emit(event, payload)
}

// HTTP.

async function bodyOf (request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text ? JSON.parse(text) : {}
}

async function answer (request, response) {
  const url = new URL(request.url, 'http://localhost')
  const send = (status, value) => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(value))
  }
  try {
    for (const [method, pattern, handle, open] of routes) {
      const match = method === request.method && pattern.exec(url.pathname)
      if (!match) continue
      const user = tokens.verify((request.headers.authorization || '').replace(/^Bearer /, ''))
      if (!open && !user) throw new Refused(401, 'Unauthorized')
      const told = { query: url.searchParams, body: await bodyOf(request), user }
      return send(200, { success: true, data: await handle(told, match[1]) })
    }
    if (options.missing === 'json') throw new Refused(404, 'Route not found')
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(`<!DOCTYPE html>\n<pre>Cannot ${request.method} ${url.pathname}</pre>\n`)
  } catch (error) {
    if (error.status === 401) asked.refused += 1
    send(error.status || 500, { success: false, error: error.message })
  }
}

// Sockets.

const server = http.createServer(answer)
const io = new Server(server, {
  cors: { origin: '*' },
  pingInterval: 1000,
  pingTimeout: 1000,
  transports: options.polling ? ['polling'] : ['polling', 'websocket'],
  ...(options.recovery && { connectionStateRecovery: { maxDisconnectionDuration: 120000 } })
})

io.use((socket, next) => {
  const user = tokens.verify(socket.handshake.auth.token)
  if (!user || options['no-sockets']) return next(new Error('Authentication error'))
  socket.data.user = user
  next()
})

io.on('connection', (socket) => {
  socket.on('join:role', (role) => socket.join(`role:${role}`))
  socket.on('join:library', (libraryId) => {
    socket.join(`library:${libraryId}`)
    asked.joined += 1
  })
})

server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`)
})
// Whoever started it holds its standard input open; it does not outlive them.
process.stdin.on('end', () => process.exit(0)).resume()
