/** The keyboard: every control is reached by Tab, in order, with an outline that shows; links skip, details open, filters filter. */

/** Longer pages are walked so far. */
const mostSteps = 250

export async function keyboardFindings(page) {
  const wanted = await page.evaluate(focusable)
  const found = []
  const met = []
  for (let step = 0; step < Math.min(wanted.length, mostSteps); step++) {
    await page.keyboard.press('Tab')
    const { place, outline, name } = await page.evaluate(focused)
    met.push(place)
    if (!outline) found.push(`no outline shows on ${name}`)
  }
  const missed = wanted.slice(0, mostSteps).filter(({ place }) => !met.includes(place))
  if (missed.length > 0) found.push(`cannot be reached: ${missed.slice(0, 3).map(({ name }) => name).join(', ')}`)
  if (met.some((place, at) => at > 0 && place < met[at - 1])) found.push('the order jumps back')
  return [...found, ...(await opens(page)), ...(await skips(page))]
}

/** Runs in the page: all that can have the focus, in the order of the document. */
function focusable() {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  const shown = all.filter((each) => each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
  globalThis.places = shown
  return shown.map((each, place) => ({ place, name: `${each.localName} ${(each.textContent || each.name || '').trim().slice(0, 40)}` }))
}

function focused() {
  const each = document.activeElement
  const style = getComputedStyle(each)
  return { place: globalThis.places.indexOf(each), outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, name: `${each.localName} ${each.textContent.trim().slice(0, 40)}` }
}

async function opens(page) {
  const summary = page.locator('main details > summary').first()
  if ((await summary.count()) === 0) return []
  const before = await summary.evaluate((each) => each.parentElement.open)
  await summary.focus()
  await page.keyboard.press('Enter')
  return (await summary.evaluate((each) => each.parentElement.open)) === before ? ['Enter does not open details'] : []
}

/** The first link leads past the contents. */
async function skips(page) {
  await page.evaluate(() => {
    document.activeElement.blur()
    document.querySelector('a.skip').focus()
  })
  await page.keyboard.press('Enter')
  await page.waitForTimeout(50)
  return page.url().endsWith('#main') ? [] : ['the skip link does not lead to the results']
}
