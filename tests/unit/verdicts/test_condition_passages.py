"""Words on which a rule hangs: passages that differ from those it flags by these words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import Finding, ReportedClaim
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules import RULES
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import INFORMS, SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

UNCLEAR = ("Stem cells and autism", "", "Many families write to us about stem cells.", "")

#: On a page that sells: rule, weight (``None``: silent), passage.
SOLD: list[tuple[str, int | None, str]] = [
    # A cure that others believe in, that is a saying, or of something that is no disease.
    ("EFF-01", None, "Many parents are convinced that stem cells cure autism."),
    ("EFF-01", None, "Stem cells cure autism, say their supporters."),
    ("EFF-01", None, "Like cures like: stem cells for autism."),
    ("EFF-01", None, "Loneliness can be cured."),
    ("EFF-01", 3, "Autism can be cured."),
    ("EFF-01", 3, "Yes, there are natural cures."),
    # A subject, a purpose, what a single trial found, what a cell is.
    ("EFF-07", None, "How do stem cells improve speech in autism"),
    ("EFF-07", None, "Risks and benefits of stem cells in autism"),
    ("EFF-07", 2, "Stem cells are meant to improve speech in autism."),
    ("EFF-07", 1, "The trial NCT01343511 proves that stem cells help in autism."),
    ("EFF-12", None, "Stem cells are self-renewing and repair tissue."),
    # How a figure is given: of how many, of what, when, as a share or as a multiple.
    ("NUM-01", None, "In 70% of 40 children with autism speech improved after stem cells."),
    ("NUM-01", None, "About 70 of 100 children with autism improved after stem cells."),
    ("NUM-01", None, "Stem cells improved speech 3-fold in autism."),
    ("NUM-01", None, "70% of children with autism improved with stem cells compared with placebo."),
    ("NUM-01", None, "5 stars from 98% of parents: our stem cells improve autism."),
    ("NUM-02", None, "The improvement rate of stem cells in autism is up to 96%."),
    ("NUM-02", None, "87% of families love our stem cells in autism."),
    ("NUM-03", None, "Speech rose by 60% within three months in autism after stem cells."),
    ("NUM-03", 1, "Speech rose by 60% in autism after stem cells."),
    ("NUM-06", None, "Stem cells improved speech 3-fold in autism."),
    ("NUM-09", None, "Stem cells improved speech 3-fold in autism."),
    ("NUM-10", 0, "Rare side effects of stem cells in autism are treated at once."),
    ("NUM-12", None, "Our own data show how stem cells act in autism."),
    ("PRE-04", None, "Join our free seminar for doctors and hear how stem cells improve autism."),
    # What was approved: a laboratory, a study, what is still wanted, a product for its own use.
    ("REG-01", None, "Our FDA-registered stem cells are FDA approved."),
    ("REG-02", 2, "Our stem cells comply with FDA regulations."),
    ("REG-01", None, "A recent FDA approved study gives stem cells for autism."),
    ("REG-01", None, "Before FDA approved stem cells, we gave them in autism."),
    ("REG-01", None, "Our insulin is FDA approved for diabetes."),
    ("REG-01", None, "Our chelation therapy is FDA approved for heavy metals."),
    ("REG-01", None, "TMS is FDA-cleared for depression."),
    ("REG-01", 2, "Risperidone is FDA approved for epilepsy."),
    ("REG-01", 2, "Alofisel is approved by the EMA for autism."),
    ("REG-01", 3, "Alofisel is FDA approved for autism."),
    ("REG-03", 2, "Our exosomes are prepared in an FDA-cleared system."),
    ("REG-03", 2, "Our PRP for knee pain is prepared in an FDA-cleared device."),
    ("REG-04", 0, "Our stem cells are minimally manipulated."),
    ("REG-05", 1, "Our trial of stem cells in autism runs under an IND."),
    ("REG-11", None, "Tests show that our study drug with stem cells is safe and effective."),
    ("REG-07", 1, "Our study of stem cells in autism is IRB-approved."),
    ("REG-09", None, ("Our stem cell therapy is licensed in Mexico and awaits the approval of the "
     "Ministry of Health.")),
    ("REG-10", 0, "Stem cells for wound care are legal in Florida."),
    # Safety: asked and answered, as a possibility, in one study, of something that is no cell.
    ("SAF-01", 1, "Are stem cells safe?\n\nYes."),
    ("SAF-01", 1, "Stem cell therapy is a safe treatment for autism."),
    ("SAF-01", None, "Hyperbaric oxygen is a safe treatment for autism."),
    ("SAF-01", None, "Stem cells may be safe in autism."),
    ("SAF-01", None, "With your own stem cells the risk of rejection is minimal."),
    ("SAF-01", None, "In our trial of 12 children stem cells had no side effects."),
    ("SAF-01", 3, "Stem cells will not harm your child."),
    ("SAF-01", 3, "Adverse events: none."),
    ("SAF-01", 3, "Is there any risk with stem cells?\n\nNo."),
    ("SAF-01", 1, "Stem cell infusions are gentle and minimally invasive."),
    ("SAF-01", 3, "Hyperbaric oxygen is perfectly safe."),
    ("SAF-01", 2, "No serious side effects of stem cells."),
    ("SAF-02", None, "Because they are your own cells, stem cells have no risk."),
    # Stories without a gain, with one, and of many people.
    ("TES-01", None, "“After stem cells for autism my son sleeps, but it did not help.”"),
    ("TES-01", 2, ("“After stem cells for autism my son improved, and it made no difference to his "
     "sleep.”")),
    ("TES-01", None, "Parents report 5 out of 10 children with autism improved after stem cells."),
    ("TES-01", None, "“I read about stem cells, and my son with autism speaks better.”"),
    ("TES-04", 1, "As a doctor and patient I had stem cells, and my pain improved."),
    (
        "TES-05",
        None,
        "“After stem cells for autism I went shopping alone for the first time, and I am better.”",
    ),
    ("TES-08", None, "Rated 4.9 stars: our stem cells treat autism."),
    ("TES-08", None, "Rated 4.9 stars for the kind nurses, and our stem cells improve autism."),
    # A listing of a study, a number, a list of references, a product in its own record.
    ("TRI-01", 1, "Our stem cell study in autism is listed on ClinicalTrials.gov."),
    ("TRI-01", None, "Our stem cell therapy for autism is listed on ClinicalTrials.gov; ask us."),
    ("TRI-07", 2, "Exosomes repair the brain in autism."),
    ("TRI-07", None, "Exosomes are safe in autism."),
    ("TRI-13", 1, "Studies prove the safety of stem cells in autism."),
    ("TRI-13", 1, "Numerous clinical studies show that our stem cells are FDA approved."),
    ("TRI-13", None, ("Numerous clinical studies such as NCT02847182 confirm that stem cells help "
     "in autism.")),
    ("TRI-14", None, "References\n\nAs NCT0281 shows, our stem cells improve speech in autism."),
    ("TRI-14", None, "Our stem cells improve speech. (NCT03818737)"),
    ("TRI-14", None, "Our stem cell treatment of osteoarthritis is registered as NCT03818737."),
    # Outcomes of a cited record: a further one told as the main one, none in our copy.
    ("TRI-04", 2, "The main result of NCT02192749 is that stem cells lower autism severity."),
    ("TRI-04", None, "The trial NCT01343511 found that stem cells improve behaviour in autism."),
    ("TRI-04", None, "The trial NCT04768816 shows that stem cells improve sleep in autism."),
    ("TRI-04", None, "Research from Duke University proves that stem cells help sleep in autism."),
    # A success that is one, is another outcome, or is told by a number of people alone.
    ("TRI-08", None, "Research from Beike shows that stem cells improve autism."),
    ("TRI-08", None, "Research from Vinmec shows that stem cells improve autism."),
    ("TRI-08", None, "The EFFET trial shows that our leucovorin works in autism."),
    ("TRI-08", 3, "The trial NCT02192749 shows that our stem cells are safe in autism."),
    ("TRI-08", 2, "The trial NCT02847182 found that stem cells improve sleep in autism."),
    ("TRI-08", 2, "A trial of 180 children shows that our stem cell therapy works in autism."),
    # How a cited study was done.
    ("TRI-09", None, "The trial NCT02847182 proves that stem cells help in autism."),
    ("TRI-09", 2, "The trial NCT01343511 proves that stem cells help in autism."),
    ("TRI-09", 2, "The trial NCT04710810 proves that stem cells help in autism."),
    ("TRI-09", None, "Research from Duke University proves that stem cells help sleep in autism."),
    ("TRI-10", None, "A phase 1 trial gave stem cells that cure autism."),
    ("TRI-10", None, "The trial NCT01502488 shows that stem cells help in autism."),
    ("TRI-10", None, "Small early safety trials confirm that stem cells improve autism."),
    # The state of a cited trial.
    ("TRI-11", 1, "The trial NCT04243382 shows that stem cells help in autism."),
    ("TRI-11", None, "The EFFET trial shows that our leucovorin works in autism."),
    ("TRI-11", 2, "The trial NCT02847182 of our stem cells in autism is running."),
    # Whose trial it is, and whether the offer leans on it.
    ("TRI-12", None, "The trial NCT02192749 of our stem cells in autism."),
    ("TRI-12", None, "Our stem cell therapy works in autism as NCT04007224 shows."),
    ("TRI-12", None, "A trial of 180 children shows that our stem cell therapy works in autism."),
    ("TRI-12", None, ("Together with Duke University, whose research shows it, our stem cell "
     "therapy works in autism.")),
    # What is said of the research, where our copy does not speak against it.
    ("TRI-15", None, "In 2019 a team published the first-ever meta-analysis on autism."),
    ("TRI-15", 2, "A team published the first-ever meta-analysis on autism."),
    ("TRI-15", None, ("The first-ever systematic review of stem cells in knee osteoarthritis is "
     "out.")),
    ("TRI-15", None, "We have only found 1 current trial of hyperbaric oxygen in autism."),
    ("TRI-15", 2, "This is the largest trial of exosomes in autism."),
    ("TRI-15", None, "The largest trial of stem cells in autism is Duke ACT."),
    (
        "TRI-15",
        None,
        "In 2021 a team published the first-ever meta-analysis on stem cells in autism.",
    ),
    ("TRI-15", None, "This is the largest study of stem cells in autism, with 180 people."),
    ("TRI-15", None, ("This is the largest study of stem cells in autism. Just under 150 children "
     "took part.")),
    ("TRI-15", 2, "This is the largest study of stem cells in autism. Just 40 children took part."),
]  # fmt: skip

#: On a page that does not sell.
NOT_SOLD: list[tuple[str, int | None, tuple[str, ...], str]] = [
    ("EFF-01", None, INFORMS,
     "A 2020 trial of stem cells in autism\n\nStem cells cured autism in all children."),
    ("EFF-07", None, UNCLEAR, "The stem cells are meant to improve speech in autism."),
    ("EFF-07", 1, UNCLEAR, "Stem cells may improve speech in children with autism."),
    ("REG-04", None, UNCLEAR, "Your own stem cells need no FDA approval."),
    ("REG-07", None, UNCLEAR, "Our study of stem cells in autism is IRB-approved."),
    ("SAF-01", 2, UNCLEAR, "Across all studies no serious side effects of stem cells were seen."),
    ("SAF-01", None, UNCLEAR, "No serious side effects of stem cells were seen."),
    ("SAF-01", None, UNCLEAR, "Stem cells are given without any serious side effects."),
    ("SAF-01", 3, UNCLEAR, "Stem cells are given without any side effects."),
    ("SAF-01", None, UNCLEAR, "Stem cells may have no side effects."),
    ("SAF-01", None, UNCLEAR, "Stem cell therapy is a safe treatment for autism."),
    ("TRI-01", None, UNCLEAR, "Our stem cell study in autism is listed on ClinicalTrials.gov."),
    ("TRI-01", None, UNCLEAR,
     "Our stem cell protocol for autism is registered with ClinicalTrials.gov as NCT02847182."),
    ("TRI-01", 3, UNCLEAR, "Our stem cell protocol for autism is listed on ClinicalTrials.gov."),
    ("TRI-08", None, INFORMS, "The trial NCT02192749 shows that stem cells are safe in autism."),
    ("TRI-08", None, INFORMS,
     "Research from Duke University showed that stem cells improve autism."),
]  # fmt: skip

#: Rule, passage, what its message says, and what it does not.
TOLD: list[tuple[str, str, str, str | None]] = [
    ("EFF-07", "Stem cells improve speech in autism.", "It states a benefit", "possible"),
    ("EFF-07", "Stem cells may improve speech in autism.", "a possible benefit", "states"),
    ("NUM-03", "We treated 40 children with autism, and 70% of them improved after stem cells.",
     "when the result was measured", None),
    ("NUM-06", "Stem cells improved speech in 60% of children with autism.",
     ("only without a comparison group (NCT01974973: 62% of 32 people improved, 38% did not (what "
     "was counted: CGI); wong-2024"), "91%"),
    ("REG-01", "Our stem cells are FDA approved.", "FDA guidance of 2020 and 2021", None),
    ("REG-01", "Our stem cells are approved by the TGA.", "one product and one disease",
     "FDA guidance"),
    ("REG-03", "NeuroStar and the ozone generator are FDA approved for autism.",
     "The FDA cleared the NeuroStar system", None),
    ("SAF-01", "No serious side effects of stem cells.",
     "no serious harm was seen. Records in our copy name harms: Seizures in 3 of 32", "no risk"),
    ("SAF-01", "Exosomes are safe in autism.", "Regulators warn of infections", "Records in our"),
    ("SAF-01", "Supplements have no side effects.", "It says that there is no risk", "unapproved"),
    ("TRI-03", "NCT03818737 shows that our stem cells improve autism.",
     "is about knee osteoarthritis, not about autism", None),
    ("TRI-04", "The trial NCT04089579 shows that stem cells improve sleep in autism.",
     "that NCT04089579 lists do not name sleep. Its main goal: Mean change in VABS-3", None),
    ("TRI-08", "The trial NCT02847182 shows that our stem cells help in autism.",
     "It tells NCT02847182 as a success", "secondary page"),
    ("TRI-08", "The trial NCT04089579 shows that stem cells help in autism.",
     "This is known only from a secondary page.", "Of the records"),
    ("TRI-08", "A trial of 180 children shows that our stem cell therapy works in autism.",
     "Of the records in our copy its words fit one. It tells NCT02847182", None),
    ("TRI-08", "Research from Servier shows that bumetanide improves autism.",
     "NCT03715166 (211 people)", "Without a comparison group"),
    ("TRI-08", "Research from Duke University proves that stem cells help sleep in autism.",
     "Without a comparison group: NCT02176317 (25 people)", None),
    ("TRI-09", "The trial NCT01343511 proves that stem cells help in autism.",
     "people were not assigned by chance", None),
    ("TRI-09", "The trial NCT04710810 proves that stem cells help in autism.",
     "everybody knew who was given what", None),
    ("TRI-12", "The IMPACT trial shows that our stem cell therapy works in autism.",
     "names Duke University, and this page does not say that it is the same", "None"),
    ("TRI-12", "The IMPACT trial shows that our stem cell therapy works in autism.",
     "Beyond NCT04089579 first on how sure it sounds", None),
    ("TRI-12", "Research from Beike shows that our stem cells improve autism.",
     "Shenzhen Beike Bio-Technology", "Beyond"),
    ("TRI-15", "This is the largest trial of hyperbaric oxygen in autism.",
     "Others with one, of about its size: hbot-autism-60 (60 people), rossignol-2009 (62 people).",
     None),
    ("TRI-15", "This is the largest trial of leucovorin in autism so far.",
     "NCT02839915 (134 people planned)", "Others"),
    ("TRI-15", "A team published the first-ever meta-analysis on autism.", "2021 (PMID 34515938)",
     None),
]  # fmt: skip

#: A rule, one that says the same and more, and a passage on which both find something.
YIELDS: list[tuple[str, str, str]] = [
    ("EFF-06", "EFF-03",
     ("Clinically proven: stem cells are a promising treatment "
      "that helps in autism.")),
    ("EFF-06", "EFF-07", "Stem cells improve autism, and results are promising."),
    ("EFF-06", "EFF-12", "Stem cells repair the brain in autism, and early results are promising."),
    ("EFF-07", "EFF-01", "Autism can be cured."),
    ("EFF-07", "EFF-03", "Clinically proven stem cells improve speech in autism."),
    ("EFF-07", "EFF-12", "Stem cells repair the brain in autism with better results."),
    ("EFF-07", "NUM-06", "87% of families love our stem cells in autism."),
    ("EFF-07", "TES-01", "Parents say that stem cells improve autism."),
    ("EFF-12", "EFF-01", "Stem cells repair the brain and cure autism."),
    ("EFF-13", "EFF-01", "Thanks to the stem cell therapy autism was cured."),
    ("EFF-13", "TES-01", "“Thanks to the stem cell therapy my son with autism speaks better.”"),
    ("PRE-01", "PRE-02",
     ("Only three places left: act early with stem cells, the "
      "brain closes at seven.")),
    ("REG-01", "REG-02", "Our FDA-approved stem cells meet FDA standards."),
    ("REG-01", "REG-03", "TMS is FDA-cleared."),
    ("REG-01", "REG-05",
     ("The FDA has reviewed our investigational trial: our stem "
      "cells are FDA approved.")),
    ("TES-01", "NUM-05",
     ("“Parents report 87% better speech after stem cells for "
      "autism, and my son speaks better.”")),
    ("TES-01", "TES-05",
     ("“With stem cells and speech therapy our son with autism "
      "started to talk.”")),
    ("TOK-05", "NUM-12",
     ("Our own registry, certified by the International Cell "
      "Medicine Society, shows that 82% of children with autism improve.")),
    ("TRI-06", "EFF-01", "iPSC therapy cures autism."),
    ("TRI-07", "EFF-01", "Exosomes cure autism."),
    ("TRI-14", "TRI-03", "NCT03818737 shows that our stem cells improve autism."),
]  # fmt: skip

BY_ID = {rule.card.id: rule for rule in RULES}


def _weight(
    checker: Checker, rule: str, passage: str, around: tuple[str, ...], country: str | None = None
) -> int | None:
    cases = conditions.cases_of(checker, passage, around, country)
    found = [conditions.weight_of(BY_ID[rule], case) for case in cases]
    return max((weight for weight in found if weight is not None), default=None)


@pytest.mark.parametrize(("rule", "weight", "passage"), SOLD)
def test_the_words_of_a_passage_decide(
    checker: Checker, rule: str, weight: int | None, passage: str
) -> None:
    """On a page that sells, other words for the same subject weigh more, less or nothing."""
    assert _weight(checker, rule, passage, SELLS) == weight


@pytest.mark.parametrize(("rule", "weight", "around", "passage"), NOT_SOLD)
def test_the_page_around_a_passage_decides(
    checker: Checker, rule: str, weight: int | None, around: tuple[str, ...], passage: str
) -> None:
    """The same words may stand where nothing is sold, unless they go too far there as well."""
    assert _weight(checker, rule, passage, around) == weight


@pytest.mark.parametrize(("rule", "passage", "said", "unsaid"), TOLD)
def test_a_message_says_what_was_found(
    checker: Checker, rule: str, passage: str, said: str, unsaid: str | None
) -> None:
    """Each branch of a message is told where it holds, and no other one is."""
    [message] = {finding.message for finding in _findings(checker, BY_ID[rule], passage)}
    assert said in message
    assert unsaid is None or unsaid not in message


def _findings(checker: Checker, rule: Rule, passage: str) -> list[Finding]:
    return [f for case in conditions.cases_of(checker, passage) for f in rule.findings(case)]


@pytest.mark.parametrize(("rule", "other", "passage"), YIELDS)
def test_a_rule_stands_back_for_one_that_says_more(
    checker: Checker, judge_passage: JudgePassage, rule: str, other: str, passage: str
) -> None:
    """Of two rules on one passage only the graver or the more exact one is told."""
    assert _findings(checker, BY_ID[rule], passage)
    told = {finding.rule for claim in judge_passage(passage) for finding in claim.findings}
    assert other in told
    assert rule not in told


@pytest.mark.parametrize("country", ["AU", "GB"])
def test_only_an_offer_that_names_its_product_is_an_advert(checker: Checker, country: str) -> None:
    """A cure without a product in the sentence is for another rule than that on adverts."""
    assert _weight(checker, "REG-15", "Autism can be cured.", SELLS, country) is None
    assert _weight(checker, "REG-15", "Our stem cells cure autism.", SELLS, country) == 3


def test_a_trial_is_named_once_by_the_rule_on_borrowed_trials(checker: Checker) -> None:
    """Of two numbers the first is answered; one remark is enough."""
    passage = "Our stem cell therapy works in autism as NCT02847182 and NCT01343511 show."
    assert len(_findings(checker, BY_ID["TRI-12"], passage)) == 1


@pytest.mark.parametrize("rule", ["NUM-03", "NUM-04", "NUM-06"])
def test_of_two_figures_the_first_is_remarked_on(checker: Checker, rule: str) -> None:
    """One remark of a kind on one passage is enough."""
    passage = "60% of children with autism speak better and 40% sleep better after stem cells."
    [found] = _findings(checker, BY_ID[rule], passage)
    assert found.quote == "60%"


def test_shares_of_records_stand_beside_a_figure_once(checker: Checker) -> None:
    """Where a trial missed its goal NUM-06 shows them, and NUM-04 elsewhere."""
    passage = "In 60% of children with autism speech improved after stem cells."
    case = next(conditions.cases_of(checker, passage))
    [found] = BY_ID["NUM-04"].findings(case)
    assert found.compared == ()
    [beside] = BY_ID["NUM-06"].findings(case)
    assert beside.compared
    unmissed = tuple(p.model_copy(update={"primary_not_met": ()}) for p in case.profiles)
    [alone] = BY_ID["NUM-04"].findings(replace(case, profiles=unmissed))
    assert alone.compared


def test_a_product_is_quoted_where_the_passage_names_it(checker: Checker) -> None:
    """At its beginning or end; a product of the heading alone is not."""
    for passage in (
        "iPSC therapy helps in autism",
        "We see better speech in autism after iPSC therapy",
    ):
        [found] = _findings(checker, BY_ID["TRI-06"], passage)
        assert found.quote.startswith("iPSC")
    [found] = _findings(
        checker, BY_ID["TRI-06"], "Autism and iPSC therapy\n\nThis improves speech in autism."
    )
    assert found.quote == "improves speech"


def test_a_number_is_quoted_where_it_stands(checker: Checker) -> None:
    """What does not fit is the number, not the sentence around it."""
    passage = "NCT03818737 shows that our stem cells improve autism."
    [finding] = _findings(checker, BY_ID["TRI-14"], passage)
    assert finding.quote == "NCT03818737"
    first = "Our stem cells help in autism, and studies in graft-versus-host disease prove it."
    [finding] = _findings(checker, BY_ID["TRI-03"], first)
    assert finding.quote.strip() == "studies in"
