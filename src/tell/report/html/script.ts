/** What the page does where scripts may run: filters, and everything open on paper. Text goes into the page as text only. */

/** Runs before anything is drawn, so that nothing moves when the filters are there. */
export const early = "document.documentElement.className='scripted'"

/** Runs when the page is there. */
export const script = String.raw`(function () {
  'use strict'
  var form = document.getElementById('filters')
  var data = JSON.parse(document.getElementById('data').textContent)
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)) }

  openTheOne()
  window.addEventListener('hashchange', openTheOne)
  window.addEventListener('beforeprint', function () { all('details:not([open])').forEach(function (each) { each.open = true; each.dataset.closed = '' }) })
  window.addEventListener('afterprint', function () { all('details[data-closed]').forEach(function (each) { each.open = false; delete each.dataset.closed }) })
  if (form) startFilters()

  function openTheOne() {
    var target = /^#[\w-]+$/.test(location.hash) ? document.querySelector(location.hash) : null
    var proof = target && target.querySelector('details.proof-of')
    if (proof) proof.open = true
  }

  function startFilters() {
    var rows = all('#findings-table tbody tr').map(function (row) {
      var article = document.getElementById('finding-' + (Number(row.dataset.finding) + 1))
      return { row: row, article: article, words: undefined, places: undefined }
    })
    var rules = all('section.rule')
    var accounts = all('#accounts-table tbody tr')
    var body = document.querySelector('#accounts-table tbody')
    var pending = 0
    form.hidden = false
    form.addEventListener('submit', function (event) { event.preventDefault() })
    form.addEventListener('input', soon)
    form.addEventListener('reset', function () { setTimeout(apply, 0) })
    apply()

    function soon() {
      clearTimeout(pending)
      pending = setTimeout(apply, 120)
    }

    function apply() {
      var wanted = {
        text: form.elements.text.value.trim().toLowerCase().split(/\s+/).filter(Boolean),
        outcome: form.elements.outcome.value,
        severity: form.elements.severity.value,
        rule: form.elements.rule.value,
        account: accountsNamed(form.elements.account.value.trim().toLowerCase())
      }
      var shown = 0
      rows.forEach(function (entry) {
        var fits = matches(entry, wanted)
        entry.row.hidden = !fits
        if (entry.article) entry.article.hidden = !fits
        if (fits) shown += 1
      })
      rules.forEach(function (rule) { rule.hidden = !rule.querySelector('article:not([hidden])') })
      document.getElementById('none-shown').hidden = shown > 0
      document.getElementById('shown').textContent = shown === rows.length ? 'All ' + rows.length + ' findings' : shown + ' of ' + rows.length + ' findings'
      showAccounts(wanted.account)
    }

    function matches(entry, wanted) {
      var told = entry.row.dataset
      if (wanted.outcome && told.outcome !== wanted.outcome) return false
      if (wanted.severity && told.severity !== wanted.severity) return false
      if (wanted.rule && told.rule !== wanted.rule) return false
      if (wanted.account && !placesOf(entry).some(function (range) { return wanted.account[range[1] + 1] > wanted.account[range[0]] })) return false
      if (wanted.text.length === 0) return true
      if (entry.words === undefined) entry.words = (entry.row.textContent + ' ' + (entry.article ? entry.article.textContent : '')).toLowerCase()
      return wanted.text.every(function (word) { return entry.words.indexOf(word) >= 0 })
    }

    function placesOf(entry) {
      if (entry.places === undefined) {
        entry.places = data.findings[Number(entry.row.dataset.finding)].split(',').filter(Boolean).map(function (range) {
          var ends = range.split('-').map(Number)
          return [ends[0], ends[ends.length - 1]]
        })
      }
      return entry.places
    }

    // How many of the accounts before each place have the text in their number or name.
    function accountsNamed(text) {
      if (text === '') return undefined
      var before = [0]
      data.accounts.forEach(function (account, place) {
        var named = account[0].toLowerCase().indexOf(text) >= 0 || account[1].toLowerCase().indexOf(text) >= 0
        before.push(before[place] + (named ? 1 : 0))
      })
      return before
    }

    function showAccounts(before) {
      if (!body) return
      var named = function (place) { return before === undefined || before[place + 1] > before[place] }
      all('#accounts-table tbody tr[data-made]').forEach(function (row) { row.remove() })
      accounts.forEach(function (row, place) { row.hidden = !named(place) })
      for (var place = data.listed, made = 0; before !== undefined && place < data.accounts.length && made < 100; place += 1) {
        if (named(place)) { body.append(rowOf(data.accounts[place])); made += 1 }
      }
    }

    function rowOf(account) {
      var row = document.createElement('tr')
      row.dataset.made = ''
      var head = document.createElement('th')
      head.scope = 'row'
      var number = document.createElement('span')
      number.className = 'id'
      number.textContent = account[0]
      var name = document.createElement('bdi')
      name.textContent = account[1]
      head.append(number, ' ', name)
      row.append(head)
      account.slice(2).forEach(function (value, at) {
        var cell = document.createElement('td')
        cell.textContent = String(value)
        if (at > 0) cell.className = value === 0 ? 'number zero' : 'number'
        row.append(cell)
      })
      return row
    }
  }
})()
`
