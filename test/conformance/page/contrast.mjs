/** Contrast as WCAG 2.2 computes it, of all that a page shows: text, signs, and the edges of fields. */

/** Text below 4.5 (large text below 3), signs and edges below 3; each pair of colours once. */
export async function contrastFindings(page) {
  const pairs = await page.evaluate(colourPairs)
  if (pairs.length < 4) return ['hardly anything was looked at']
  return pairs.flatMap(({ what, colour, back, least }) => {
    const reached = ratio(channels(colour), channels(back))
    return reached < least ? [`${what}: ${colour} on ${back} has ${reached.toFixed(2)}, not ${least}`] : []
  })
}

function channels(colour) {
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]) {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(value) {
  return value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
}

/** Runs in the page. The middle of a very long page is more of the same, and is left out. */
function colourPairs() {
  const pairs = new Map()
  const note = (what, element, colour, least) => {
    let back = 'rgb(255, 255, 255)'
    for (let each = element; each !== null; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each)
      if (backgroundColor.startsWith('rgba')) continue
      back = backgroundColor
      break
    }
    const key = `${what} ${colour} ${back} ${least}`
    if (!pairs.has(key)) pairs.set(key, { what: `${what} ${JSON.stringify(element.textContent.trim().slice(0, 30))}`, colour, back, least })
  }
  const all = [...document.querySelectorAll('body *')].filter((each) => !each.matches('script, style, option, symbol, defs, defs *, title, desc'))
  for (const element of all.length > 9000 ? [...all.slice(0, 6000), ...all.slice(-3000)] : all) {
    const style = getComputedStyle(element)
    if (element.getClientRects().length === 0 || style.visibility === 'hidden') continue
    const size = parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (hasText) note('text', element, element instanceof SVGElement ? style.fill : style.color, large ? 3 : 4.5)
    if (element.matches('svg.icon')) note('sign', element, style.color, 3)
    if (element.matches('input, select, button')) note('edge', element.parentElement, style.borderTopColor, 3)
  }
  return [...pairs.values()]
}
