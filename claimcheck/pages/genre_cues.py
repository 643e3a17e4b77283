"""The signs of the genre, as data: name, what they point to, weight, pattern."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.schema import Genre

_S, _I = Genre.SELLS, Genre.INFORMS


class Cue(NamedTuple):
    """One sign; ``pattern`` is searched in a block, or in a host name."""

    name: str
    points_to: Genre
    weight: float
    pattern: re.Pattern[str]


def _cue(name: str, points_to: Genre, weight: float, pattern: str) -> Cue:
    return Cue(name, points_to, weight, re.compile(pattern, re.IGNORECASE))


#: Weight 2 settles the matter alone unless something speaks against it; 1 needs a second sign.
CUES: tuple[Cue, ...] = (
    _cue("offer_consultation", _S, 2, r"\b(?:free|online|initial|your|a|video) consultations?\b"),
    _cue("call_to_book", _S, 2, r"\b(?:book|schedule|reserve|arrange) (?:\w+ ){0,3}"
         r"(?:consultations?|appointments?|calls?|treatments?|visits?|spots?|places?)\b"),
    _cue("call_to_contact", _S, 1, r"\b(?:contact us|call (?:us|now)|get in touch|message us|"
         r"whatsapp|speak (?:to|with) (?:our|a) (?:\w+ )?"
         r"(?:team|coordinator|specialist|advis[eo]r))\b"),
    _cue("call_to_quote", _S, 2, r"\b(?:get|request|ask for) (?:a|your|my) (?:\w+ )?"
         r"(?:quote|price|treatment plan|cost estimate)\b"),
    _cue("fill_in_form", _S, 2, r"\b(?:fill (?:in|out) (?:our|the|your|this) (?:\w+ )?"
         r"(?:forms?|details)|leave your (?:details|number|request))\b"),
    _cue("we_connect_you", _S, 2, r"\bwe (?:can |will )?(?:connect|match|pair) you with\b|"
         r"\b(?:clinics? we.{0,20}vetted|verified clinics?|partner clinics?)\b"),
    _cue("team_guides_you", _S, 1, r"\bour (?:\w+ ){0,2}team (?:will|can|is here to) "
         r"(?:guide|help|contact|reach|answer|assist)\b"),
    _cue("discount", _S, 2, r"\b(?:discounts?|discounted|special offers?|limited[- ]time|"
         r"save up to|promo(?:tion)? codes?|\d+ ?% off)\b"),
    _cue("own_clinic", _S, 1, r"\b(?:at |in )?our (?:clinics?|cent(?:er|re)s?|hospital|facility|"
         r"specialists|doctors|patients|protocols?|treatment (?:program(?:me)?|package)s?)\b"),
    _cue("we_treat", _S, 1, r"\bwe (?:have )?(?:treat(?:ed)?|offer|provide|administer|use) "
         r"(?:[\w,-]+ ){0,6}(?:patients?|children|therap(?:y|ies)|treatments?|stem cells?|"
         r"exosomes?)\b"),
    _cue("package_price", _S, 2, r"\b(?:packages?|treatment|therapy|program(?:me)?)\b[^.\n]{0,40}"
         r"[$€£]\s?\d|[$€£]\s?\d[\d,.]*\b[^.\n]{0,30}\b"
         r"(?:packages?|per (?:session|course|infusion))\b"),
    _cue("travel_package", _S, 1, r"\b(?:airport (?:transfer|pick-?up)|"
         r"accommodation (?:is )?included|medical tourism|all[- ]inclusive)\b"),
    _cue("talk_to_doctor", _I, 1, r"\b(?:talk|speak) (?:to|with) (?:your|a) "
         r"(?:child's )?(?:own )?"
         r"(?:doctor|gp|p(?:a)?ediatrician|physician|health(?:care)? provider)\b"),
    _cue("evidence_weighed", _I, 1, r"\b(?:no (?:more effective|better) than (?:a )?placebo|"
         r"(?:evidence|data) (?:is|are|remains?) (?:\w+ )?(?:weak|limited|insufficient|lacking|low|"
         r"inconclusive|mixed|very uncertain)|not (?:been )?(?:shown|proven|approved)|"
         r"(?:more|further|larger) (?:\w+, )?(?:\w+ )?"
         r"(?:research|studies|trials) (?:is|are) needed)\b"),
    _cue("trials_reported", _I, 1, r"\b(?:clinical trials? (?:show|found|have shown|did not)|"
         r"systematic reviews? (?:of|found)|randomi[sz]ed (?:\w+ )?trials?)\b"),
    _cue("warns_of_sellers", _I, 2, r"\b(?:be (?:wary|careful|cautious) "
         r"(?:of|about)|beware of|warns? (?:about|against|patients|consumers)|"
         r"unproven (?:treatments?|therap(?:y|ies)|products?))\b"),
    _cue("no_interest", _I, 2, r"\b(?:authors? declare|"
         r"no (?:commercial|financial|competing|conflicts? of) interests?)\b"),
    _cue("medically_reviewed", _I, 1, r"\b(?:(?:medically|peer|clinically)[- ]reviewed|"
         r"page last reviewed|last reviewed)\b"),
    _cue("reference_numbers", _I, 1, r"\b(?:doi:\s?10\.\d{4}|PMID:?\s?\d{5,}|NCT\d{8})"),
)  # fmt: skip
HOSTS: tuple[Cue, ...] = (
    _cue("public_host", _I, 3, r"\.(?:gov(?:\.[a-z]{2})?|nhs\.uk|europa\.eu|mil)\Z"),
    _cue("who_host", _I, 3, r"(?:^|\.)who\.int\Z"),
    _cue("encyclopaedia_host", _I, 3, r"(?:^|\.)(?:wikipedia|cochrane|cochranelibrary)\.\w+\Z"),
    _cue("academic_host", _I, 1.5, r"\.(?:edu|ac\.[a-z]{2}|edu\.[a-z]{2})\Z"),
    _cue("nonprofit_host", _I, 0.5, r"\.org(?:\.[a-z]{2})?\Z"),
)
