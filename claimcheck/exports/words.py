"""Short plain words for the closed vocabularies, as a parent reads them."""

from __future__ import annotations

from typing import assert_never

from claimcheck.schema import (
    Allocation,
    Block,
    BlockKind,
    BlockOrigin,
    CountType,
    EvidenceProfile,
    Genre,
    Masking,
    OverallStatus,
    Page,
    PrimaryResult,
    Source,
    SourceKind,
    StudyType,
    Trial,
    TrialResult,
    VerdictWord,
    Versions,
    Zone,
)

ROBOTS_DISALLOW = "The site’s robots.txt asks programs not to read this page."

NOT_A_SCORE = (
    "This report sets passages beside trial records. It is no score, no medical advice, and says "
    "nothing about anyone's motives. “Not found in our copy” does not mean that no trial exists."
)

FAST_READING = (
    "This is the fast reading, which finds less than the careful one. What it does not mark may "
    "still go too far."
)

#: How the name of the model ends where the encoder was left out.
_FAST = "-fast"
#: Months.
_YEAR = 12


def ask_words(genre: Genre) -> str:
    """The heading of the questions; a page that does not sell has no clinic to ask."""
    if genre is Genre.SELLS:
        return "Questions to ask the clinic"
    return "Questions to ask whoever offers the treatment"


def verdict_words(verdict: VerdictWord) -> str:
    """What the verdict means for a passage."""
    match verdict:
        case VerdictWord.MATCHES:
            return "Agrees with the record"
        case VerdictWord.GOES_BEYOND:
            return "Goes beyond the record"
        case VerdictWord.CONTRADICTED:
            return "Contradicted by the record"
        case VerdictWord.REGISTERED_NO_RESULTS:
            return "Registered, no results yet"
        case VerdictWord.NO_MATCH_IN_SNAPSHOT:
            return "No matching trial found in our copy"
        case VerdictWord.NOT_CHECKABLE:
            return "Cannot be checked against trials"
        case VerdictWord.DISCLAIMER:
            return "A caution by the page itself"
        case _:
            assert_never(verdict)


def heading_words(verdict: VerdictWord, on_record: bool) -> str:
    """What stands above a passage: a record is only named where one is cited."""
    if verdict is VerdictWord.GOES_BEYOND and not on_record:
        return "Says more than it can show"
    return verdict_words(verdict)


def silent_words(verdict: VerdictWord, *, for_review: bool) -> str:
    """Why claims were not flagged, in a few words; what nobody judged has no verdict."""
    return "Left for a person to read" if for_review else verdict_words(verdict)


def tally_words(profile: EvidenceProfile) -> str:
    """What the registered trials of a pair are, and how many studies stand apart from them."""
    apart = len(profile.trials) - profile.registered
    day = profile.snapshot_date
    studies = "1 study" if apart == 1 else f"{apart} studies"
    others = f" {studies} known from publications alone." if apart > 0 else ""
    trials = "trial" if profile.registered == 1 else "trials"
    return (
        f"{profile.registered} registered {trials} in our copy of {day.day} {day:%B %Y}: "
        f"{profile.controlled or 'none'} with a comparison group, "
        f"{profile.completed or _none_completed(profile)} completed, "
        f"{profile.with_results or 'none'} with results.{others}"
    )


def _none_completed(profile: EvidenceProfile) -> str:
    """A trial with results is over; its entry may still not say so."""
    return "none entered as" if profile.with_results else "none"


def severity_words(severity: int) -> str:
    """The severity of the rule catalogue (0 to 3) in words."""
    return ("for information", "minor", "serious", "most serious")[severity]


def tier_words(versions: Versions) -> str | None:
    """What a reader must know of a report that was made fast; nothing of a careful one."""
    return FAST_READING if versions.model.endswith(_FAST) else None


def country_words(country: str | None) -> str | None:
    """Whose rules were tried, when a country was given (ISO 3166-1 alpha-2)."""
    if country is None:
        return None
    return f"Country given: {country}. Rules that hold only there were tried as well."


def zone_words(zone: Zone) -> str | None:
    """Where on the page a passage stands; ``None`` for the ordinary running text."""
    match zone:
        case Zone.MAIN | Zone.LIST:
            return None
        case Zone.HERO:
            return "top of the page"
        case Zone.TESTIMONIAL:
            return "testimonial"
        case Zone.COUNTER:
            return "counter"
        case Zone.FAQ:
            return "questions and answers"
        case Zone.ALT:
            return "text behind a picture"
        case Zone.POPUP:
            return "pop-up"
        case Zone.NAV:
            return "menu"
        case Zone.META:
            return "page title or description"
        case Zone.COOKIE:
            return "cookie notice"
        case (
            Zone.TABLE
            | Zone.QUOTE
            | Zone.CAPTION
            | Zone.SIDEBAR
            | Zone.HEADER
            | Zone.FOOTER
            | Zone.FORM
        ):
            return str(zone)
        case _:
            assert_never(zone)


def place(page: Page, block: int) -> str:
    """Headings, zone and how it is shown, as "Results > Children, testimonial"; may be empty."""
    found = page.blocks[block]
    headings = " > ".join(found.heading_path[-2:])
    zone = zone_words(found.zone) if _is_shown_as(found) else None
    parts = (headings, zone, origin_words(found.origin))
    return ", ".join(part for part in parts if part)


def _is_shown_as(block: Block) -> bool:
    """Whether a reader sees the zone: many pages are laid out in a table that nobody sees."""
    return block.zone is not Zone.TABLE or block.kind is BlockKind.TABLE_ROW


def origin_words(origin: BlockOrigin) -> str:
    """How a reader finds words that do not simply stand in the page; empty when they do."""
    match origin:
        case BlockOrigin.TEXT | BlockOrigin.ATTRIBUTE | BlockOrigin.METADATA:
            return ""
        case BlockOrigin.STRUCTURED_DATA:
            return "data for search engines"
        case BlockOrigin.HIDDEN:
            return "hidden when the page opens"
    assert_never(origin)


def telling(trial: Trial) -> tuple[bool, bool, int, str]:
    """Sorts trials: compared and reported first, then the larger ones."""
    return (not trial.controlled, not trial.with_results, -trial.size, trial.id)


def people(trial: Trial) -> str:
    """How many people, and whether that many took part or are only planned."""
    if trial.enrollment is None:
        return "number of people not in our copy"
    number = trial.enrollment.count
    count = "1 person" if number == 1 else f"{number:,} people"
    return f"{count} planned" if trial.enrollment.type is CountType.ESTIMATED else count


def ages_words(youngest: int | None, oldest: int | None) -> str:
    """An age range given in months, in years where it fits; empty when neither end is known."""
    if youngest is None and oldest is None:
        return ""
    low = _age(youngest) if youngest else "birth"
    if oldest is None:
        return f"{low} and older"
    if oldest % _YEAR == _YEAR - 1:
        return f"{low} to {oldest // _YEAR} years"
    return f"{low} to {_age(oldest)}"


def _age(months: int) -> str:
    return f"{months} months" if months % _YEAR else f"{months // _YEAR} years"


def design(trial: Trial) -> str:
    """The comparison in two or three words."""
    blinded = trial.masking not in {None, Masking.NONE}
    if trial.placebo:
        return "placebo, blinded" if blinded else "placebo"
    if trial.allocation is Allocation.RANDOMIZED:
        return "random groups, open" if trial.masking is Masking.NONE else "random groups"
    if trial.controlled:
        return "comparison group"
    if trial.allocation is Allocation.NA:
        return "no comparison group"
    if trial.study_type is StudyType.OBSERVATIONAL:
        return "observation only"
    return "design not known"


def outcome(trial: Trial) -> str:
    """What came out, in two or three words; ``?`` marks what is not confirmed."""
    results = trial.all_results
    if any(result.retracted for result in results):
        return "paper retracted"
    told = [result for result in results if result.primary is not PrimaryResult.NOT_POSTED]
    if not told:
        if trial.has_posted_results:
            return "posted, not copied"
        return status(trial.overall_status)
    words = {primary_words(result.primary) for result in told}
    word = words.pop() if len(words) == 1 else "sources differ"
    return word if any(result.confirmed for result in told) else f"{word} ?"


def primary_words(primary: PrimaryResult) -> str:
    """The result on the main goal."""
    match primary:
        case PrimaryResult.MET:
            return "main goal met"
        case PrimaryResult.NOT_MET:
            return "main goal not met"
        case PrimaryResult.NOT_A_TEST:
            return "benefit not tested"
        case PrimaryResult.UNCLEAR:
            return "result not clear"
        case PrimaryResult.NOT_POSTED:
            return "no results seen"
        case _:
            assert_never(primary)


def status(overall: OverallStatus | None) -> str:
    """Where a trial without a result stands."""
    match overall:
        case None | OverallStatus.UNKNOWN:
            return "no results, unclear"
        case OverallStatus.COMPLETED:
            return "ended, no results"
        case (
            OverallStatus.RECRUITING
            | OverallStatus.ACTIVE_NOT_RECRUITING
            | OverallStatus.ENROLLING_BY_INVITATION
        ):
            return "still running"
        case OverallStatus.NOT_YET_RECRUITING:
            return "not started"
        case OverallStatus.SUSPENDED | OverallStatus.TERMINATED:
            return "stopped early"
        case OverallStatus.WITHDRAWN:
            return "withdrawn"
        case (
            OverallStatus.AVAILABLE
            | OverallStatus.NO_LONGER_AVAILABLE
            | OverallStatus.TEMPORARILY_NOT_AVAILABLE
            | OverallStatus.APPROVED_FOR_MARKETING
        ):
            return "access, not a test"
        case OverallStatus.WITHHELD:
            return "withheld"
        case _:
            assert_never(overall)


def result_sentence(result: TrialResult) -> str:
    """One result in plain words, with what weakens it."""
    remarks = []
    if result.retracted:
        remarks.append("The paper was retracted.")
    if not result.confirmed:
        remarks.append("Not confirmed: only a page that retells the trial says so.")
    return " ".join((result.summary, *remarks))


def source_words(source: Source) -> str:
    """Title, year and address of a source, and a remark when it is second-hand."""
    year = f" ({source.year})" if source.year and str(source.year) not in source.title else ""
    remark = ", second-hand" if source.kind is SourceKind.SECONDARY else ""
    address = f", {source.url}" if source.url else ""
    return f"{source.title}{year}{remark}{address}"
