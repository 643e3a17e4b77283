"""What the rules on regulators share: who is appealed to, whether it counts, and what to say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.schema import ClaimType, ConceptKind, MentionOrigin, Source
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.leaning import NO_NEED
from claimcheck.verdicts.records import day_words
from claimcheck.verdicts.regulatory.decoder import decode
from claimcheck.verdicts.regulatory.loading import LISTED_ON
from claimcheck.verdicts.regulatory.models import Term

#: Agencies that license products.
AGENCY = (
    r"(?:us ?fda|fda|ema|european medicines agency|health canada|mhra|tga|"
    r"regulators?|regulatory (?:authorities|agencies|bodies)|"
    r"(?:u\.?s\.? )?food and drug administration(?: \(fda\))?)"
)
#: Bodies of single countries, where a licence is often one for a clinic or for a plan.
MINISTRY = (
    r"(?:authorities|ministry of health(?:[ ,]+labou?r(?: and welfare)?)?|health ministry|"
    r"(?:the |its |our )?government|cofepris|anvisa|icmr|cdsco|dcgi|mhlw|titck|minsa)"
)
REGULATOR = rf"(?:{AGENCY}|{MINISTRY}|nih)"
STUDIES = r"(?:clinical )?(?:stud(?:y|ies)|trials?|research|investigations?)"
_LETS = r"(?:approv|authori[sz]|clear|permit|allow)\w*"
PERMITTED_STUDY = re.compile(
    rf"\b{REGULATOR}\b.{{0,90}}?\b{_LETS}\b(?:(?!\bno\b).){{0,40}}?\b{STUDIES}\b|"
    rf"\b{STUDIES}\b.{{0,40}}?\b{_LETS} by\b.{{0,30}}?\b{REGULATOR}|"
    r"\b(?:under|with|valid) (?:an? |our |the )?(?:fda )?ind\b|"
    r"\bind[- ](?:number|approv\w+|clear\w+)\b"
)
#: Places, which the FDA does not approve.
PLACE = (
    r"(?:lab|labs|laborator(?:y|ies)|clinics?|facilit(?:y|ies)|cent(?:er|re)s?|pharmac(?:y|ies)|"
    r"hospitals?|suppliers?|manufacturers?)"
)
REGISTERED = re.compile(
    rf"\b(?:us)?fda[- ](?:registered|listed|inspected|approved (?=(?:\w+ )?{PLACE}\b))(?: \w+)?|"
    r"\bregistered (?:with|by) (?:the )?(?:us )?fda\b|"
    r"\b(?:us)?fda[- ]certifi\w+|\bcertified by (?:the )?(?:us )?fda\b"
)
#: An approval that is still wanted or sought is no appeal to one.
WANTED = re.compile(
    rf"\b(?:needs?|requires?|requiring|going through|await\w*|pending|seek\w*|appl(?:y|ied|ying) "
    rf"for|process for|before)\b[^.;]{{0,60}}?\b{REGULATOR}\b"
)
_FDA = re.compile(r"\b(?:us)?fda\b|\bfood and drug administration\b")


@dataclass(frozen=True)
class Words:
    """What is said of a passage, and the documents that say it."""

    message: str
    sources: tuple[Source, ...] = ()


def appeals(case: Case) -> bool:
    """Whether the passage leans on a regulator; denials, questions and sober reports do not."""
    # That none is needed reads like a denial, and is the strongest appeal of all.
    spared = NO_NEED.search(case.folded) is not None
    regulatory = case.has(ClaimType.REGULATORY) and not case.has(ClaimType.DISCLAIMER)
    asserted = regulatory or (spared and case.sells)
    honest = case.speaks_of_study and not case.sells
    return (
        asserted
        and not case.folded.rstrip().endswith("?")
        and not case.informs
        and not case.tells_of_study
        and not (honest or (case.advises and not spared))
    )


def names_fda(case: Case) -> bool:
    """Whether the passage names the FDA."""
    return _FDA.search(case.folded) is not None


def explained(
    case: Case, rule: str, opening: str, otherwise: str, known: tuple[Source, ...] = ()
) -> Words:
    """``opening``, then what the phrase of the passage means, or ``otherwise`` if we know none.

    ``known`` are sources that the rule's card names already.
    """
    term = told_term(case, rule)
    if term is None or term.source is None:
        return Words(f"{opening} {otherwise}")
    named = term.source.url in {source.url for source in known}
    return Words(
        f"{opening} {term.means} {term.does_not_mean} Ask: {term.ask}",
        () if named else (term.source,),
    )


def told_term(case: Case, rule: str) -> Term | None:
    """The first phrase of the passage that this rule is about and that we can explain."""
    terms = decode(case.folded).terms
    return next((term for term in terms if term.source and rule in term.rules), None)


def condition_of(case: Case, *origins: MentionOrigin) -> tuple[str, str] | None:
    """Id and label of the claim's condition, if it was read in one of these places (or any)."""
    for mention in case.claim.concepts:
        if mention.kind is ConceptKind.CONDITION:
            wanted = not origins or mention.origin in origins
            return (mention.concept, mention.label) if wanted else None
    return None


def not_found(label: str) -> str:
    """The only way to say that our lists lack something."""
    return f"For {label}, no such use is found in our list dated {day_words(LISTED_ON)}."
