"""What a cure hangs on: how sure it is read, of what, in which words, and who promises it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import ClaimType, ConceptKind, Hedge, MentionOrigin
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rules.cure import _NO_PROMISE, _OUTCOME_WORDS, _UNABLE, cure
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import SELLS

Change = Callable[[Case], Case]

_TELLS = (
    "My year with autism",
    "",
    "I write about our family. Somebody once wanted to sell us stem cells.",
    "",
)
_MS = "multiple sclerosis"
_OIL = f"Larch oil cures {_MS}."
_END = "Stem cells help, and autism does not have to be forever."
_CHANGED = conditions.CHANGES

pytestmark = pytest.mark.usefixtures("short_pages_are_whole")


def _sells(what: str, how: str = "Larch oil") -> tuple[str, ...]:
    return (f"{how} for {what}", "", "Book a free consultation and a plan at our clinic.", "")


def _case(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    [case] = conditions.cases_of(checker, passage, around)
    return case


def _read(
    case: Case,
    type_: ClaimType = ClaimType.CURE,
    *,
    sure: float = 1.0,
    by_rule: bool = True,
    hedge: Hedge = Hedge.NONE,
) -> Case:
    """The same, read as one on this alone, by a rule or by a model that is so sure."""
    update = {
        "types": (type_,),
        "by_rule": (type_,) if by_rule else (),
        "type_confidence": {type_: sure},
        "denied": (),
        "hedge": hedge,
    }
    return replace(case, claim=case.claim.model_copy(update=update))


def _told(case: Case) -> bool:
    return conditions.weight_of(cure, case) is not None


def _cures(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> bool:
    return _told(_read(_case(checker, passage, around)))


def _ends(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> bool:
    return _told(_read(_case(checker, passage, around), ClaimType.EFFICACY))


@pytest.mark.parametrize(("sure", "by_rule"), [(1.0, False), (0.69, True)])
def test_without_a_word_of_a_cure_only_a_rule_reads_one(
    checker: Checker, sure: float, by_rule: bool
) -> None:
    """A model that is quite sure has heard one in "The earlier you start the better"."""
    case = _case(checker, "Our stem cells are offered to help in autism.")
    assert _told(_read(case, sure=sure, by_rule=by_rule)) is by_rule


@pytest.mark.parametrize(("sure", "sold", "elsewhere"), [(0.39, True, False), (0.4, True, True)])
def test_with_such_a_word_less_is_enough(
    checker: Checker, sure: float, sold: bool, elsewhere: bool
) -> None:
    """On a page that sells whatever a model heard counts, elsewhere it must be likely."""
    case = _case(checker, "Our stem cells heal autism.")
    assert _told(_read(case, sure=sure, by_rule=False)) is sold
    assert _told(_read(_CHANGED["unclear"](case), sure=sure, by_rule=False)) is elsewhere


@pytest.mark.parametrize(
    "words",
    [
        "he is cured",
        "it stays away for good",
        "it stays away forever",
        "it got him back",
        "it is no longer there",
        "no more attacks",
        "he loses it",
        "it is beaten",
        "it stopped",
        "it ended",
        "it clears",
        "it saved him",
        "he plays like other children",
        "she threw it away",
        "no further relapses",
    ],
)
def test_how_cures_are_told(words: str) -> None:
    """Words of an end, of what comes back and of what is no longer needed."""
    assert _OUTCOME_WORDS.search(words)
    assert not _OUTCOME_WORDS.search("our team looks after him")


@pytest.mark.parametrize("words", ["cannot", "could not", "can not"])
def test_what_a_page_says_it_is_unable_to_do_is_no_promise(checker: Checker, words: str) -> None:
    """Where it is also read as less than a firm statement."""
    case = _case(checker, f"We {words} cure autism with our stem cells.")
    assert not _told(_read(case, hedge=Hedge.WEAK))
    assert _told(_read(case))


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        (_OIL, True),
        (f"Larch oil cures attacks of {_MS}.", False),
        (f"Larch oil cures symptoms of {_MS}.", False),
        (f"Larch oil for {_MS}: one man has been cured.", False),
        (f"Larch oil for {_MS}: a person was cured.", False),
        (f"A phase 2 trial of larch oil\n\n{_OIL}", False),
    ],
)
def test_a_cure_that_nobody_knows_is_that_of_the_disease_itself(
    checker: Checker, passage: str, told: bool
) -> None:
    """Attacks end, single people are reported on, and a study is told of."""
    assert _cures(checker, passage, _sells(_MS)) is told


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("Larch oil helps in multiple sclerosis.", False),
        ("Larch oil reverses it.", False),
        ("Larch oil brings permanent relief.", True),
        ("Larch oil heals multiple sclerosis.", True),
        ("Larch oil brings complete recovery from multiple sclerosis.", True),
        ("Larch oil brings full recovery from multiple sclerosis.", True),
        ("Larch oil helps: people are free of multiple sclerosis.", True),
        ("Larch oil helps: there is no more multiple sclerosis.", True),
        ("Larch oil helps: patients with multiple sclerosis live without dialysis.", True),
        ("Larch oil helps: multiple sclerosis ends for good.", True),
        ("Larch oil helps: multiple sclerosis ends forever.", True),
        ("Larch oil helps: multiple sclerosis never comes back.", True),
        ("Larch oil helps: people no longer have multiple sclerosis.", True),
        ("Larch oil helps: patients with multiple sclerosis come off dialysis.", True),
    ],
)
def test_a_disease_without_a_cure_ends_in_words_that_say_so(
    checker: Checker, passage: str, told: bool
) -> None:
    """For good, or gone where the passage names the disease; help alone is no end."""
    assert _cures(checker, passage, _sells(_MS)) is told


def test_a_disease_may_be_known_by_its_name_alone(checker: Checker) -> None:
    """The vocabulary has no concept of it, and health services speak of it."""
    passage = "Larch oil reverses coeliac disease."
    case = _read(_case(checker, passage, _sells("coeliac disease")))
    assert _told(_CHANGED["unnamed"](case))


def test_a_disease_that_only_the_page_names_may_be_another(checker: Checker) -> None:
    """Unless the page sells, or the passage names the disease as well."""
    case = _read(_case(checker, _OIL, _sells(_MS)))
    [named] = [m for m in case.claim.concepts if m.kind is ConceptKind.CONDITION]
    far = named.model_copy(update={"origin": MentionOrigin.PAGE})
    care = named.model_copy(update={"kind": ConceptKind.INTERVENTION, "concept": "hbot"})
    for concepts, told in (((named,), True), ((far,), False), ((far, named), True)):
        sold = replace(case, claim=case.claim.model_copy(update={"concepts": concepts}))
        assert _told(sold)
        assert _told(_CHANGED["unclear"](sold)) is told
    beside = replace(case, claim=case.claim.model_copy(update={"concepts": (far, care)}))
    assert not _told(_CHANGED["unclear"](beside))


@pytest.mark.parametrize("change", ["unclear", "shown", "perhaps", "limited", "study"])
def test_the_end_of_a_disease_without_the_word_needs_a_firm_seller(
    checker: Checker, change: str
) -> None:
    """Not where nobody sells, where it is shown, or with a limit."""
    case = _read(_case(checker, _END), ClaimType.EFFICACY)
    assert _told(case)
    assert not _told(_CHANGED[change](case))


def test_the_end_of_a_disease_is_read_in_a_benefit(checker: Checker) -> None:
    """What is said of how it works alone is for another rule."""
    assert not _told(_read(_case(checker, _END), ClaimType.MECHANISM))


@pytest.mark.parametrize(
    ("what", "passage", "change", "told"),
    [
        ("knee osteoarthritis", "{} vanishes", None, True),
        ("knee osteoarthritis", "{} vanishes", "shown", False),
        ("knee osteoarthritis", "{} does not have to be forever", None, False),
        ("psoriasis", "{} does not have to be for life", None, True),
        ("eczema", "{} does not have to be for life", None, False),
    ],
)
def test_of_other_diseases_an_end_is_told_where_it_is_named_or_unknown(
    checker: Checker, what: str, passage: str, change: str | None, told: bool
) -> None:
    """The very disease ends against the records, or no cure of it is known."""
    how = "Stem cells" if what.startswith("knee") else "Larch oil"
    case = _case(checker, f"{how} help, and {passage.format(what)}.", _sells(what, how))
    read = _read(case, ClaimType.EFFICACY)
    assert _told(_CHANGED[change](read) if change else read) is told


@pytest.mark.parametrize(
    "words",
    [
        "it can be beaten",
        "it can be left behind",
        "he lost his diagnosis",
        "she left behind her diagnosis",
        "he no longer meets criteria",
        "he does not now meet the criteria for autism",
        "he does not at present meet the diagnostic criteria",
        "he does not any longer fit criteria",
        "he went from 38 to below the cut-off for autism",
        "she is no longer autistic",
        "they free your son of autism",
        "they free you from cerebral palsy",
        "we wave goodbye to cerebral palsy",
        "you have a life without cerebral palsy",
        "you have a life without insulin",
        "it comes not back",
        "it never came back",
        "it is gone for good",
        "it was gone for ever",
        "people come off dialysis",
        "it need not last forever",
        "they do not last for ever",
        "it need not be for life",
    ],
)
def test_the_end_of_a_disease_has_many_words(checker: Checker, words: str) -> None:
    """Each of them is enough beside a benefit."""
    assert _ends(checker, f"Our stem cells help in autism, and {words}.")


def test_criteria_of_something_else_are_none_of_the_disease(checker: Checker) -> None:
    """Whoever does not fit them is not well for that."""
    passage = "Our stem cells help in autism, and he does not now meet the criteria for a grant."
    assert not _ends(checker, passage)


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("The bill cured us of hoping for stem cells.", False),
        ("The stem cells cured us of my illusions.", False),
        ("The bill cured us of the idea of stem cells.", False),
        ("The stem cells cured him.", True),
    ],
)
def test_a_wish_is_cured_only_where_nothing_is_sold(
    checker: Checker, passage: str, told: bool
) -> None:
    """In a diary; a seller's cure is one."""
    assert _cures(checker, passage, _TELLS) is told
    assert _cures(checker, passage, SELLS)


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("Loneliness can be cured with stem cells.", False),
        ("It can be cured with our stem cells.", True),
        ("With stem cells your child can be cured.", True),
    ],
)
def test_a_subject_of_its_own_stands_first(checker: Checker, passage: str, told: bool) -> None:
    """A word for the disease or for a patient is no other ailment."""
    assert _cures(checker, passage) is told


@pytest.mark.parametrize(
    "passage",
    [
        "Unfortunately, stem cells cure autism in few.",
        "Our stem cells help in autism, the only real hope of a cure.",
        "A haematopoietic transplant cures autism with leukaemia.",
        "Stem cells cure incurable autism, so they say.",
        "Nobody can heal autism with stem cells.",
        "In autism a cure is not the aim of stem cells.",
        "Like-cures-like, and our stem cells help in autism.",
        "There are claims of healing and cures of autism with stem cells.",
        "To cure autism with stem cells gives families new hope.",
        "We are hoping to cure autism with stem cells.",
        "Children grow out of autism and are cured with stem cells.",
        "Children outgrow autism and are cured with stem cells.",
        "Many children are cured of autism as they get older, with stem cells.",
        "Our stem cells help where therapies for autism fail that promise to cure it.",
        "To me, that sounded as if stem cells cured autism.",
        "Parents believe that stem cells cure autism.",
        "Families believe that stem cells cure autism.",
        "To cure autism with stem cells is an idea that troubles many.",
        "Parents are convinced it was stem cells that cured autism.",
        "I felt sure I had been cured of autism by stem cells.",
        "I had hoped I was cured of autism by stem cells.",
        "I took it that I was cured of autism by stem cells.",
        "I thought I was over it, my autism cured by stem cells.",
        "It is claimed that stem cells cure autism.",
        "Cures of autism are claimed for stem cells.",
    ],
)
def test_a_cure_is_named_and_not_promised(checker: Checker, passage: str) -> None:
    """It is hoped for, outgrown, denied, or what somebody else believes."""
    assert not _cures(checker, passage)


def test_a_question_after_cures_with_advice_is_none() -> None:
    """Whoever tells a reader to ask has not answered."""
    assert _NO_PROMISE.search("a cure for autism? ask for the trial")
    assert not _NO_PROMISE.search("a cure for autism? yes")


def test_a_cure_for_the_morning_after_is_none() -> None:
    """It is a saying, and a cure in the morning is none."""
    assert _NO_PROMISE.search("our hangover cure")
    assert not _NO_PROMISE.search("our morning cure")


def test_inability_is_told_first() -> None:
    """By the page itself; what others say that it cannot do it answers."""
    assert _UNABLE.search("we cannot cure autism")
    assert not _UNABLE.search("others say we cannot cure autism")


@pytest.mark.parametrize(("words", "told"), [("", True), (" one day", False)])
def test_what_may_come_one_day_has_not_ended(checker: Checker, words: str, told: bool) -> None:
    """A hope for later is no cure."""
    assert _ends(checker, f"Our stem cells help in autism, and it can be beaten{words}.") is told


def test_who_says_that_no_cure_is_known_is_cited(checker: Checker) -> None:
    """The page of a health service stands beside the documents of the rule."""
    [finding] = cure.findings(_read(_case(checker, _OIL, _sells(_MS))))
    [cited] = [one for one in finding.sources if one not in cure.card.sources]
    assert cited.url
