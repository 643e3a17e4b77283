"""REG: appeals to regulators, licences and laboratories.

What each phrase means is told by guidance of the country named on the card; another country's law
may differ.
"""

from __future__ import annotations

from claimcheck.verdicts.rules.regulatory import approval, elsewhere, law, paperwork, studies

RULES = (
    *approval.RULES,
    *paperwork.RULES,
    *studies.RULES,
    *law.RULES,
    *elsewhere.RULES,
)
