/** Contrast as WCAG 2.2 computes it, of all that a page shows; runs inside the page, so it is one function that needs nothing else. */

/** Text below 4.5 (large text below 3), and signs and edges of fields below 3, each pair of colours once. */
export function contrastsOf() {
  const parse = (text) => (text.match(/[\d.]+/g) ?? []).map(Number)
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const behind = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor)
      if (colour.length === 3 || colour[3] === 1) return colour
    }
    return [255, 255, 255]
  }
  const seen = new Map()
  const note = (what, element, colour, least) => {
    const back = behind(element)
    const key = `${what} ${colour.join()} on ${back.join()} ${least}`
    if (seen.has(key)) return
    const reached = ratio(colour, back)
    seen.set(key, reached < least ? `${what} ${JSON.stringify(element.textContent.trim().slice(0, 30))}: rgb(${colour.join()}) on rgb(${back.join()}) has ${reached.toFixed(2)}, not ${least}` : '')
  }
  for (const element of document.querySelectorAll('body *')) {
    if (['script', 'style', 'option', 'symbol', 'defs', 'title', 'desc'].includes(element.localName) || element.closest('defs') !== null) continue
    if (element.getClientRects().length === 0) continue
    const style = getComputedStyle(element)
    if (style.visibility === 'hidden') continue
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700)
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (hasText) note('text', element, parse(element instanceof SVGElement ? style.fill : style.color).slice(0, 3), large ? 3 : 4.5)
    if (element.matches('svg.icon')) note('sign', element, parse(style.color).slice(0, 3), 3)
    if (element.matches('input, select, button')) note('edge', element.parentElement, parse(style.borderTopColor).slice(0, 3), 3)
  }
  if (seen.size < 4) return ['hardly anything was looked at']
  return [...seen.values()].filter((each) => each !== '')
}
