'use strict'
// The rows, in memory and in a JSON file that outlives the process.

const fs = require('node:fs')
const { randomUUID } = require('node:crypto')

class Rows {
  constructor (path, numbered) {
    this.path = path
    this.numbered = numbered
    this.next = 1
    this.bookings = []
    if (path && fs.existsSync(path)) Object.assign(this, JSON.parse(fs.readFileSync(path, 'utf8')))
    else this.fill()
  }

  fill () {
    this.libraries = [{ id: this.id(), name: 'Lotus Reading Room' }, { id: this.id(), name: 'Annex' }]
    const refs = this.libraries.map(({ id, name }) => ({ id, name }))
    const [here] = refs
    this.seats = ['A-1', 'A-2', 'A-3'].map((label) => (
      { id: this.id(), libraryId: here.id, label, available: true }))
    this.users = [
      { name: 'Meera', email: 'meera@lotus.example', role: 'library_owner', libraries: refs },
      { name: 'Sam', email: 'sam@lotus.example', role: 'staff', libraries: [here] },
      { name: 'Asha Verma', email: 'asha@student.example', role: 'student' }
    ].map((user) => ({ id: this.id(), password: 'right horse battery', ...user }))
    this.save()
  }

  id () {
    return this.numbered ? this.next++ : randomUUID()
  }

  add (booking) {
    const row = { id: this.id(), ...booking }
    this.bookings.push(row)
    this.save()
    return row
  }

  change (row, fields) {
    Object.assign(row, fields)
    this.save()
  }

  remove (row) {
    this.bookings.splice(this.bookings.indexOf(row), 1)
    this.save()
  }

  save () {
    if (!this.path) return
    const { path, ...kept } = this
    fs.writeFileSync(`${path}.new`, JSON.stringify(kept))
    fs.renameSync(`${path}.new`, path)
  }
}

module.exports = { Rows }
