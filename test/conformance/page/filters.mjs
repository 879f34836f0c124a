/** The filters against what the page itself says of its findings. */

/** Nothing to do on a page without findings, which then has no filters. */
export async function filterFindings(page) {
  const all = await rowsOf(page)
  if (all.length === 0) return (await page.locator('#filters').count()) === 0 ? [] : ['filters without findings']
  if (!(await page.locator('#filters').isVisible())) return ['the filters are not shown']
  const found = []
  const expect = async (what, fits) => {
    await page.waitForTimeout(250)
    const wrong = (await rowsOf(page)).filter((row) => row.shown !== fits(row) || row.article !== row.shown)
    if (wrong.length > 0) found.push(`${what}: ${wrong.length} rows are shown or hidden wrongly, such as finding ${wrong[0].finding}, ${wrong[0].title}`)
    const count = all.filter(fits).length
    const said = await page.locator('#shown').innerText()
    if (!said.includes(String(count))) found.push(`${what}: it says ${said}, not ${count}`)
    await page.locator('#filters button[type=reset]').click()
  }
  await expect('nothing asked', () => true)
  for (const name of ['outcome', 'severity', 'rule']) {
    for (const value of [...new Set(all.map((row) => row[name]))].slice(0, 4)) {
      await page.locator(`#filters [name=${name}]`).selectOption(value)
      await expect(`${name} ${value}`, (row) => row[name] === value)
    }
  }
  const [account] = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent).accounts.map(([id]) => id))
  if (account !== undefined) {
    await page.locator('#filters [name=account]').fill(account)
    const about = new Set(await page.evaluate(withAccount, account))
    await expect(`account ${account}`, (row) => about.has(row.finding))
  }
  await page.locator('#filters [name=text]').fill('no such text anywhere')
  await page.waitForTimeout(250)
  if (!(await page.locator('#none-shown').isVisible())) found.push('nothing says that nothing fits')
  await page.locator('#filters [name=text]').fill(all[0].title.toUpperCase())
  await expect(`text ${all[0].title}`, (row) => all[0].title.toLowerCase().split(/\s+/).every((word) => row.text.includes(word)))
  await expect('after clearing', () => true)
  return found
}

function rowsOf(page) {
  return page.locator('#findings-table tbody tr').evaluateAll((all) =>
    all.map((row) => {
      const article = document.getElementById(`finding-${Number(row.dataset.finding) + 1}`)
      const { finding, outcome, severity, rule } = row.dataset
      const text = `${row.textContent} ${article.textContent}`.toLowerCase().replaceAll(/\s+/g, ' ')
      return { finding: Number(finding), outcome, severity, rule, shown: !row.hidden, article: !article.hidden && !article.closest('section').hidden, title: row.querySelector('a').textContent, text }
    }),
  )
}

/** Runs in the page: by the embedded ranges, read in another way than the page reads them. */
function withAccount(account) {
  const data = JSON.parse(document.getElementById('data').textContent)
  const places = data.accounts.flatMap(([id, name], place) => (id.includes(account) || name.includes(account) ? [place] : []))
  return data.findings.flatMap((ranges, finding) => {
    const within = ranges.split(',').filter(Boolean).some((range) => {
      const [from, to = from] = range.split('-').map(Number)
      return places.some((place) => place >= from && place <= to)
    })
    return within ? [finding] : []
  })
}
