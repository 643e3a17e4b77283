"""Patients' praise on an honest practice's page is left for a person; a seller's is flagged."""

from __future__ import annotations

from claimcheck import check_html
from claimcheck.schema import Report

_STORY = "I can bite an apple again for the first time in nine years, and my pain is gone."
_PRACTICE = """
<h1>Dental implants at Rowan Street</h1>
<p>Book your free consultation on our website or call us. An implant costs 1,900 euros, a crown 850
euros, a bridge on two implants 3,400 euros. Pay by card or in ten parts.</p>
<p>We look at your gums first. If they bleed, we treat them, and that can take three months. Then we
take a picture of your jaw and count how much bone there is. Where there is too little of it, we add
some, which heals for half a year before anything else is done. Smokers heal more slowly and lose
more implants than others, so we ask you to stop, and we will tell you if we think that a denture
serves you better.</p>
<p>On the day you lie in the chair for about an hour. Your jaw is numb. Afterwards it swells for two
or three days and you eat soft food. Some people bleed a little in the first night. About one
implant in twenty does not hold and has to come out again; we then wait and try once more, or we
leave it and make you a bridge. Nerves in the lower jaw can be hurt, and a numb lip may stay. We
write down what happens to each implant and look at it with you once a year.</p>
<p>Dr Ana Rowan has worked here for twelve years. Her nurse is called Petra. The practice is on the
second floor; there is a lift, and you may park behind the house. We are open from Monday to
Thursday, and on Fridays until noon. Please ring us if you cannot come, so that somebody else can
have your hour. Bring your insurance card, a list of what you take, and the letter of your own
dentist if you have one.</p>
<section class="testimonials"><h2>What our patients say</h2>
<blockquote>STORY – Ida</blockquote></section>
"""
_BOAST = "<p>Our implants have no side effects and no risks at all, in anybody, ever.</p>"


def _stories(report: Report) -> list[bool]:
    return [claim.flagged for claim in report.claims if "apple" in claim.quote]


def test_stories_alone_are_left_for_a_person() -> None:
    """Moderators see which rule fired; a reader is told of no flag."""
    report = check_html(_PRACTICE.replace("STORY", _STORY), offline=True)
    [story] = [claim for claim in report.claims if "apple" in claim.quote]
    assert not story.flagged
    assert story.for_review
    assert story.held
    assert report.summary.flagged == 0


def test_stories_beside_what_goes_too_far_are_flagged() -> None:
    """One passage that rules out harm, and the same story counts."""
    page = _PRACTICE.replace("STORY", _STORY)
    assert True in _stories(check_html(f"{page}{_BOAST}", offline=True))


def test_a_story_on_a_short_page_is_flagged() -> None:
    """A short text may be a part of a page that says more."""
    start, rest = _PRACTICE.split("<p>We look")
    end = rest[rest.index("<section") :].replace("STORY", _STORY)
    assert True in _stories(check_html(f"{start}{end}", offline=True))
