"""All that a rule may look at: one claim with its page, records and profiles."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.schema import (
    Block,
    Claim,
    ClaimType,
    ConceptKind,
    EvidenceLevel,
    EvidenceProfile,
    Genre,
    Hedge,
    Page,
    Reach,
    Review,
    Saying,
    Span,
    Speaker,
    Trial,
    TrialMatch,
)
from claimcheck.settings import WORDS_OF_A_PAGE
from claimcheck.text import fold
from claimcheck.vocabulary import ANY_CONDITION, Vocabulary

BENEFIT = frozenset({ClaimType.EFFICACY, ClaimType.CURE})

#: A heading that names one study: what stands under it is told of that study.
_STUDY_HEADING = re.compile(
    r"\bphase (?:[1-4]|i{1,3}v?|iv)\b|\bnct\d{8}\b|"
    r"\b(?:19|20)\d\d\b.*\b(?:trial|study|research|review|meta-analysis)\b"
)
#: Groups of a trial set side by side.
_GROUPS_COMPARED = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:to|with)|and) (?:the )?(?:\w+ )?(?:controls?|placebo|"
    r"sham)\b|"
    r"\b(?:control|placebo|both|either|each|two) (?:groups?|arms?)\b"
)
#: Rating scales of trials; sellers of care rarely name one without a figure.
_INSTRUMENT = re.compile(
    r"\b(?:[Ss]cores|[Ss]ubscales?|(?:[A-Z]\w+|oxford) [Ss]cale|functional scales|"
    r"(?:[Pp]rogression|[Ee]vent)-free survival|[Aa]sh ?worth|CARS|ATEC|VABS|SRS|ABC|"
    r"KOOS|WOMAC|NPRS|SF-36|GMFM|EDSS|UPDRS|ALSFRS|HAM-D|MADRS)\b"
)
#: Signs of the pages room that a page weighs evidence; one alone is small print.
_WEIGHS = frozenset({"evidence_weighed", "trials_reported"})
_WEIGHS_OFTEN = 3
_NO_CONTROL = "disclaimer.no_control_group"
#: Products made of cells or from them. Transplants of blood-forming cells and CAR T cells are
#: licensed care and stand apart.
CELL_PRODUCTS = ("stem_cells", "cell_derived_products")
LICENSED_CELLS = ("hsct", "car_t")
_BLOOD = "blood"

_BODY = re.compile(
    r"\b(?:brain|nerves?|neur\w+|myelin\w*|axon\w*|synap\w*|glia\w*|astrocyt\w*|immun\w+|"
    r"inflammat\w+|cytokin\w+|tissue|cells?|gene|metabolism|microcirculation|blood|cause|networks?|"
    r"regenerat\w*|repair\w*|plasticity|pathways?|receptors?|mechanisms?|disturbances)\b"
)


#: What the treatment is set against, right before its name.
_SET_AGAINST = re.compile(
    r"\b(?:than|unlike|instead of|rather than|compared (?:to|with)|in contrast to|versus|vs\.?)"
    r"(?: [\w'-]+){0,4} $"
)
#: Whose story it is, under a quote: "Ruben, MS patient".
_PATIENT_OF = re.compile(r"(?<![\w-])([A-Z]{2,5}) (?:patient|sufferer|survivor|warrior)\b")


_STUDY_SUBJECT = re.compile(r"\b(?:the|this|our) (?:[\w-]+ ){0,2}?(?:study|trial|research)\b")
#: Conditions for which no treatment is known to bring a cure; the labels are concept ids.
_WITHOUT_CURE = ("autism", "neurodevelopmental", "cerebral_palsy", "down_syndrome")
#: Advice to a reader, or a denial, that names what a seller would claim.
_ADVICE = re.compile(
    r"(?:^\W*|[.:;,] |\b(?:to|and|should) )ask\b|\bfalse\b|\bnone\b|n't (?:yet )?approved|"
    r"\b(?:not|never|no)\b[^.]{0,40}\b(?:approv|licen[sc]|registered)"
)


class Support(StrEnum):
    """What our copy says of the treatment in the condition."""

    SUPPORTED = "supported"
    """Adequate controlled trials found a benefit."""
    UNCERTAIN = "uncertain"
    """There are trials, and they leave it open."""
    NEGATIVE = "negative"
    """Adequate placebo-controlled trials found no benefit."""
    NO_RESULTS = "no_results"
    """Registered, and no result is in our copy."""
    UNREGISTERED = "unregistered"
    """Looked for and not found in our copy."""
    UNKNOWN = "unknown"
    """Nobody looked, or the passage names no treatment or no condition."""


_UNSHOWN = frozenset({Support.UNCERTAIN, Support.NEGATIVE})
#: Somebody looked the pair up and found little or nothing; that our copy then holds no record of it
#: is what was found, not a gap.
_LOOKED_UP_IN_VAIN = frozenset({EvidenceLevel.NONE, EvidenceLevel.VERY_LOW, EvidenceLevel.NEGATIVE})


@dataclass(frozen=True, kw_only=True)
class Case:
    """One claim to judge.

    ``profiles`` holds the claim's own pair first, then its broader classes. ``folded`` is the quote
    in lower case with straight quotes, character for character.
    """

    page: Page
    claim: Claim
    block: Block
    matches: tuple[TrialMatch, ...]
    profiles: tuple[EvidenceProfile, ...]
    trials: Mapping[str, Trial]
    reviews: Sequence[Review]
    vocabulary: Vocabulary
    country: str | None = None
    """Country whose own rules are tried too (ISO 3166-1 alpha-2)."""
    heard: Mapping[Saying, float] = field(default_factory=dict)
    """What models heard in the passage, whatever it claims."""

    @functools.cached_property
    def folded(self) -> str:
        """The quote as patterns read it."""
        return fold(self.claim.quote)

    @functools.cached_property
    def own(self) -> EvidenceProfile | None:
        """The profile that speaks for the claim.

        That of its own pair, unless nobody looked that up and the treatment as a whole was found
        without support; none where the passage is about something else than it was paired with.
        """
        if self.names_rival or self._is_of_other_patient:
            return None
        pair = next(iter(self._of_pair), None)
        general = next((p for p in self.profiles if p.condition == ANY_CONDITION), None)
        looked_up = pair is not None and (pair.judged is not None or pair.reach is Reach.SEARCHED)
        if pair is not None and (looked_up or support_of(pair) is not Support.UNKNOWN):
            return pair
        unshown = general is not None and support_of(general) in _UNSHOWN
        return general if unshown or pair is None else pair

    @functools.cached_property
    def names_rival(self) -> bool:
        """Whether the treatment named is what the passage sets its own treatment against."""
        return any(
            mention.kind is ConceptKind.INTERVENTION
            and self.claim.start <= mention.start < self.claim.end
            and _SET_AGAINST.search(self.folded[: mention.start - self.claim.start]) is not None
            for mention in self.claim.concepts
        )

    @property
    def _is_of_other_patient(self) -> bool:
        """Whether the one who tells has another condition than the claim was read to be about."""
        found = _PATIENT_OF.search(self.claim.quote)
        told = found and self.vocabulary.find(ConceptKind.CONDITION, found[1])
        condition = self.claim.concept_id(ConceptKind.CONDITION)
        is_a = self.vocabulary.is_a
        if not told or not condition:
            return False
        return not (is_a(told.id, condition) or is_a(condition, told.id))

    @property
    def _of_pair(self) -> tuple[EvidenceProfile, ...]:
        condition = self.claim.concept_id(ConceptKind.CONDITION)
        return tuple(p for p in self.profiles if p.condition == condition)

    @property
    def widest(self) -> EvidenceProfile | None:
        """The profile of the widest class of the same treatment that has records."""
        return next((p for p in reversed(self._of_pair) if p.registered), None)

    @functools.cached_property
    def support(self) -> Support:
        """What the claim's own pair has behind it."""
        support = support_of(self.own)
        return Support.UNKNOWN if support is Support.NEGATIVE and self._stray_null else support

    @property
    def _stray_null(self) -> bool:
        """Whether only posted results of trials that came here by chance found no benefit.

        Most proven care has such a trial, and "no difference" is easier to read than "better".
        """
        own = self.own
        if own is None or own.reviews or not _by_chance(own):
            return False
        return not any(self.trials[id_].results for id_ in own.primary_not_met)

    @functools.cached_property
    def is_cell_product(self) -> bool:
        """Whether the claim is about cells or something made from them."""
        intervention = self.claim.concept_id(ConceptKind.INTERVENTION)
        if intervention is None or self._is_of_the_blood:
            return False
        is_a = self.vocabulary.is_a
        return any(is_a(intervention, cells) for cells in CELL_PRODUCTS) and not any(
            is_a(intervention, licensed) for licensed in LICENSED_CELLS
        )

    @property
    def _is_of_the_blood(self) -> bool:
        """Whether it is about blood, where transplants of blood-forming cells are licensed care."""
        condition = self.claim.concept_id(ConceptKind.CONDITION)
        return condition is not None and self.vocabulary[condition].organ_system == _BLOOD

    @property
    def unsupported(self) -> bool:
        """Whether a benefit is not shown: by the records, or by what regulators say of cells."""
        if self.support is Support.UNKNOWN:
            return self.is_cell_product and bool(self.profiles)
        return self.support is not Support.SUPPORTED

    @property
    def shown_weakly(self) -> bool:
        """Whether the records show a benefit with low certainty: "may help" would be right."""
        own = self.own
        if own is None or own.best_level is not EvidenceLevel.LOW:
            return False
        agreed = own.judged is EvidenceLevel.LOW
        return agreed or (own.judged is None and not own.trials_disagree)

    @functools.cached_property
    def without_cure(self) -> bool:
        """Whether the claim is about a condition for which no cure is known."""
        condition = self.claim.concept_id(ConceptKind.CONDITION)
        is_a = self.vocabulary.is_a
        return condition is not None and any(is_a(condition, known) for known in _WITHOUT_CURE)

    @property
    def unshown(self) -> bool:
        """``unsupported``, or nothing gathered where the words alone go too far."""
        unknown = self.support is Support.UNKNOWN
        return self.unsupported or (unknown and self.without_cure and not self.informs)

    @property
    def questionable(self) -> bool:
        """``unsupported``, or nothing known and the page does not inform.

        For rules that the wording alone sets off; ``softened`` lowers what they weigh then.
        """
        return self.unsupported or (self.support is Support.UNKNOWN and not self.informs)

    def softened(self, severity: int) -> int:
        """One less, and at least 1, where nothing is known of the treatment."""
        return severity if self.unsupported else max(severity - 1, 1)

    @functools.cached_property
    def compares_groups(self) -> bool:
        """Whether the passage sets the groups of a trial side by side."""
        return _GROUPS_COMPARED.search(self.folded) is not None

    @functools.cached_property
    def tells_of_study(self) -> bool:
        """Whether the passage reports on a study: by its heading, its speaker or its wording."""
        under = any(_STUDY_HEADING.search(fold(step)) for step in self.block.heading_path)
        reported = self.claim.speaker is Speaker.THIRD_PARTY and not self.sells
        told = self.compares_groups or _INSTRUMENT.search(self.claim.quote) is not None
        compared = told and (self.weighs_evidence or not self.sells)
        return under or reported or compared

    @functools.cached_property
    def weighs_evidence(self) -> bool:
        """Whether the page weighs evidence again and again, whatever else it does."""
        signs = sum(signal.name in _WEIGHS for signal in self.page.genre_signals)
        return signs >= _WEIGHS_OFTEN

    @property
    def sells(self) -> bool:
        """Whether the page sells care."""
        return self.page.genre is Genre.SELLS

    @property
    def sells_nothing(self) -> bool:
        """Whether a page long enough to tell does not sell care; of an excerpt nobody knows."""
        return not self.sells and len(self.page.text.split()) >= WORDS_OF_A_PAGE

    @property
    def informs(self) -> bool:
        """Whether the page informs about care."""
        return self.page.genre is Genre.INFORMS

    @property
    def sober(self) -> bool:
        """Whether the passage reports instead of promising."""
        strong = ClaimType.DISCLAIMER in self.claim.types and self.claim.hedge is Hedge.STRONG
        no_control = any(cue.rule_or_pattern == _NO_CONTROL for cue in self.claim.cues)
        return self.informs or self.tells_of_study or strong or no_control

    @property
    def advises(self) -> bool:
        """Whether the passage tells a reader what to ask, or denies what a seller would claim."""
        return _ADVICE.search(self.folded) is not None

    @property
    def speaks_of_study(self) -> bool:
        """Whether it is a study, and not the treatment, that the passage says something of."""
        return _STUDY_SUBJECT.search(self.folded) is not None and not BENEFIT & set(
            self.claim.types
        )

    @property
    def promises(self) -> bool:
        """Whether the passage holds a benefit out to the reader."""
        firm = self.claim.hedge is not Hedge.STRONG
        return firm and not self.sober and bool(BENEFIT & set(self.claim.types))

    @property
    def acts(self) -> bool:
        """Whether the passage tells how the treatment acts in the body as a thing it does."""
        told = (
            ClaimType.MECHANISM in self.claim.types and ClaimType.DISCLAIMER not in self.claim.types
        )
        weak = self.claim.hedge is Hedge.WEAK and not self.informs
        firm = self.claim.hedge is Hedge.NONE or weak
        return told and firm and not self.sober and _BODY.search(self.folded) is not None

    def has(self, *types: ClaimType) -> bool:
        """Whether the claim has any of these types."""
        return any(type_ in self.claim.types for type_ in types)

    def says(self, pattern: re.Pattern[str]) -> Span | None:
        """The words of the quote that a pattern matches, as a place on the page."""
        found = pattern.search(self.folded)
        return self._span(found) if found and found.group() else None

    def cue_span(self, *types: ClaimType) -> Span:
        """The words that showed one of these types; the whole quote when none is known."""
        for cue in self.claim.cues:
            if cue.type in types:
                return Span(start=cue.start, end=cue.end)
        return Span(start=self.claim.start, end=self.claim.end)

    def _span(self, found: re.Match[str]) -> Span:
        start = self.claim.start + found.start()
        return Span(start=start, end=start + len(found.group()))


def support_of(profile: EvidenceProfile | None) -> Support:
    """What a profile says, in one word.

    The records may lack what everybody knows (nobody tests dialysis against none), or hold one
    trial that misleads. Where the level of the records and the view of the person who looked the
    pair up disagree, the milder word is used, or none. Where nobody looked the pair up and not all
    of its trials were read, the ones at hand came here by chance: they can deny a benefit, but they
    neither settle it nor leave it open.
    """
    if profile is None:
        return Support.UNKNOWN
    computed = _support_at(profile.best_level, profile)
    if _by_chance(profile) and computed is not Support.NEGATIVE:
        return Support.UNKNOWN
    if computed is Support.UNKNOWN and profile.judged in _LOOKED_UP_IN_VAIN:
        return Support.UNCERTAIN
    judged = computed if profile.judged is None else _support_at(profile.judged, profile)
    if (computed is Support.SUPPORTED) is not (judged is Support.SUPPORTED):
        return Support.UNKNOWN
    if computed is Support.NEGATIVE and judged is not Support.NEGATIVE:
        return Support.UNCERTAIN
    return computed


def _by_chance(profile: EvidenceProfile) -> bool:
    return profile.judged is None and profile.reach is not Reach.SEARCHED


def _support_at(level: EvidenceLevel, profile: EvidenceProfile) -> Support:
    match level:
        case EvidenceLevel.HIGH | EvidenceLevel.MODERATE:
            return Support.SUPPORTED
        case EvidenceLevel.NEGATIVE:
            return Support.NEGATIVE
        case EvidenceLevel.LOW | EvidenceLevel.VERY_LOW:
            return Support.UNCERTAIN
        case EvidenceLevel.NONE:
            return _without_controlled(profile)


def _without_controlled(profile: EvidenceProfile) -> Support:
    searched = profile.reach is Reach.SEARCHED
    if profile.registered == 0:
        return Support.UNREGISTERED if searched else Support.UNKNOWN
    if profile.with_results:
        return Support.UNCERTAIN
    # A selection of trials without a result leaves open what the others found.
    return Support.NO_RESULTS if searched else Support.UNKNOWN
