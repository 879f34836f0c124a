/**
 * Which accounts are configured alike: what hangs on nothing but the configuration of an account is then so for all of them.
 *
 * An organization of thousands of accounts has few distinct configurations. Each account is written down as everything that a shared
 * judgement may look at: its regions, what each of them shows, and, where it has trails of its own, what reaches each region
 * (`placementsIn`) and who is told of the events. Where its own number and the ARNs of its own trails stand, the text says "its own":
 * accounts of equal texts are alike. Of them one is judged (sharing.ts), and the others are told the same with their own number and ARNs.
 * The names of trails are not taken out, since they stand in sentences and decide about orders; the home region of a trail is, because
 * all that hangs on it is seen in what reaches the regions. Accounts that others name stand alone.
 */
import { ReachByRegion, type Shown } from '../../nouns/reach-by-region.ts'
import type { Regions, Snapshot } from '../../nouns/snapshot.ts'
import type { Subject } from '../../nouns/verdict.ts'
import type { ReachingTrail } from '../coverage/answer.ts'
import { textOf } from '../coverage/configuration.ts'
import { namedAccounts, replaceEach, selectsIn, toldOfTrail } from './alike-trails.ts'
import { caseAbout, type Case } from './case.ts'
import { onceIn } from './once-in.ts'
import { placementsIn, type Placement } from './placements.ts'
import { numberOf, reachText, showsTheSame } from './reach-text.ts'

/** An account among those that are alike. */
export interface Alike {
  /** The same object for all of them. */
  readonly configuration: object
  readonly account: string
  /** The ARNs of its own trails: at each position that of the trail which stands for those of the others. */
  readonly trails: readonly string[]
}

interface Notes {
  /** Regions and ARNs by number: texts stay short, and no name can pass for another part of them. */
  readonly numbers: Map<string, number>
  /** What regions show, by the likeness of those that show the same. */
  readonly shown: Map<object, ShownText>
  /** What accounts have of regions, most of them the same object, by number as well. */
  readonly regions: Map<object, number>
  readonly configurations: Map<string, object>
  readonly byAccount: Map<string, Alike | undefined>
  readonly named: ReadonlySet<string>
}

const notebooks = new WeakMap<Snapshot, Notes>()

function notesOf(snapshot: Snapshot): Notes {
  return onceIn(notebooks, snapshot, () => {
    return { numbers: new Map(), shown: new Map(), regions: new Map(), configurations: new Map(), byAccount: new Map(), named: namedAccounts(snapshot) }
  })
}

/** The account and its configuration; undefined where it stands alone. Worked out once per account. */
export function alikeTo(of: Case, account: string): Alike | undefined {
  const notes = notesOf(of.snapshot)
  const { configurations, byAccount, named } = notes
  const known = byAccount.get(account)
  if (known !== undefined || byAccount.has(account)) return known
  const signature = named.has(account) ? undefined : signatureOf(of, account, notes)
  const alike = signature && { configuration: onceIn(configurations, signature.text, () => ({})), account, trails: signature.trails }
  byAccount.set(account, alike)
  return alike
}

/** `alikeTo` for each of these accounts, in their order; nothing where the case is about other subjects, or about some regions only. */
export function alikesOf(subjects: readonly Subject[], of: Omit<Case, 'subject'>): readonly (Alike | undefined)[] {
  if (subjects[0]?.kind !== 'account' || of.regions !== undefined) return []
  return of.memory.once(subjects, 'alike', () => subjects.map((subject) => alikeTo(caseAbout(of, subject), subject.id)))
}

/** Equal texts, equal configurations. */
interface Signature {
  readonly text: string
  readonly trails: readonly string[]
}

function signatureOf(of: Case, account: string, notes: Notes): Signature | undefined {
  const { snapshot } = of
  const { account: entry, regions, reach } = snapshot.accounts.get(account) ?? { reach: new ReachByRegion(account) }
  const shown = shownIn(reach, account, notes)
  const trails = shown.arns.filter((arn) => arn.includes(account))
  // A made-up event keeps an ARN that a selector asks for; it could not be moved to another account.
  if (trails.some((arn) => selectsIn(snapshot, arn, account))) return undefined
  let text = JSON.stringify([entry?.gap, entry?.unseen, regions?.gap, regions?.unseen]) + regionsText(regions?.value, notes) + shown.text
  if (trails.length > 0) text += ownText(of, account, trails)
  return { text: text.includes(account) ? withoutOwn(text, account, trails) : text, trails }
}

/** What regions show, as text, with the ARNs of the trails that they show. */
interface ShownText {
  readonly text: string
  readonly arns: readonly string[]
}

/** Once for all accounts that show the same; an account that is named in it has its own. */
function shownIn(reach: ReachByRegion, account: string, { shown, numbers }: Notes): ShownText {
  const known = shown.get(reach.likeness)
  if (known !== undefined && !isNamedIn(known, account)) return known
  const found = shownAnew(reach, account, numbers)
  if (!isNamedIn(found, account)) shown.set(reach.likeness, found)
  return found
}

function isNamedIn({ text, arns }: ShownText, account: string): boolean {
  return arns.some((arn) => arn.includes(account)) || text.includes(account)
}

function shownAnew(reach: ReachByRegion, account: string, numbers: Notes['numbers']): ShownText {
  const arns = new Set<string>()
  let text = ''
  let before: Shown | undefined
  for (const { region, shown: here } of reach.all) {
    // Most regions show what the one before shows: then they are named after it.
    text += before !== undefined && showsTheSame(here, before) ? ' ' : `\n${reachText(here, account, arns, numbers)}\n`
    text += numberOf(region, numbers)
    before = here
  }
  return { text, arns: [...arns] }
}

function regionsText(regions: Regions | undefined, { regions: known, numbers }: Notes): string {
  if (regions === undefined) return ''
  return ` ${onceIn(known, regions, () => numberOf(JSON.stringify(regions.status), numbers))}`
}

/** What the trails of its own change: what reaches the account's regions, and who is told of what they record. */
function ownText(of: Case, account: string, trails: readonly string[]): string {
  const told = trails.map((arn) => toldOfTrail(of.snapshot, arn))
  return JSON.stringify([told, placementsIn(caseAbout(of, { kind: 'account', id: account }), account).map(placementText)])
}

function placementText({ reaching, regions }: Placement): unknown {
  return [regions, reaching.trails.map(trailText), reaching.stopped]
}

/** All of it but its home. The answer of GetEventSelectors names the trail, which is no difference. */
function trailText(trail: ReachingTrail): unknown {
  const { selectors } = trail
  return [{ ...trail, homeRegion: undefined, selectors: undefined }, selectors === undefined ? null : textOf(selectors)]
}

/** Each trail by its position and its name; a character that stands in no name says that something is "its own". */
function withoutOwn(text: string, account: string, trails: readonly string[]): string {
  const named = trails.map((arn, index) => [arn, `\u0001${index} ${arn.split(':trail/')[1]}\u0001`] as const)
  return replaceEach(text, named).replaceAll(account, '\u0001')
}
