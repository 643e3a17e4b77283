"""Rules on the page as a whole: passages that pull apart, what is left out, what adds up."""

from __future__ import annotations

from claimcheck.schema import PageFinding
from claimcheck.verdicts.page import (
    breadth,
    cited,
    context,
    facts,
    further,
    harmless,
    hurry,
    jargon,
    medicines,
    omissions,
    overrule,
    seals,
    stacking,
    stories,
    worsening,
)
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, PageRule, page_rule

__all__ = ["PAGE_RULES", "PageCase", "PageHit", "PageRule", "judge_page", "page_rule"]

_SERIOUS = 2
#: That what we remark on is minor holds only where nothing serious is remarked on.
_ONLY_MINOR = "CMB-05"

PAGE_RULES: tuple[PageRule, ...] = (
    medicines.stops_medicine,
    further.against_care,
    harmless.rules_out,
    worsening.as_healing,
    hurry.now_or_never,
    hurry.guaranteed,
    further.illness_ends,
    further.own_share,
    facts.told_cause,
    overrule.taken_back,
    overrule.overruled,
    breadth.many_conditions,
    stacking.paid_study,
    stories.story_and_number,
    stories.only_the_best,
    stories.got_well,
    omissions.no_risks,
    omissions.no_route_risks,
    omissions.not_called_unproven,
    context.boosters,
    stacking.many_tokens,
    stacking.stacked,
    omissions.no_price,
    omissions.no_doctor,
    hurry.only_now,
    further.pressed,
    further.vouched,
    facts.told_proof,
    facts.told_benefit,
    overrule.may_vary,
    *seals.PAGE_RULES,
    stories.asked_for,
    context.on_campus,
    breadth.named_around,
    jargon.technical,
    cited.cited,
    context.paying,
    context.platform,
    stacking.only_minor,
)


def judge_page(case: PageCase) -> tuple[PageFinding, ...]:
    """Every finding on the whole page, without those that another one says better."""
    found = [(rule, finding) for rule in PAGE_RULES for finding in rule.findings(case)]
    fired = {finding.rule for _, finding in found}
    kept = [finding for rule, finding in found if not rule.unless & fired]
    if any(finding.severity >= _SERIOUS for finding in kept):
        kept = [finding for finding in kept if finding.rule != _ONLY_MINOR]
    return tuple(kept)
