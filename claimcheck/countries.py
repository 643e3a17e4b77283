"""Countries by their code, so that a slip of the keyboard never drops a country's rules unseen."""

from __future__ import annotations

from claimcheck.errors import BadCountry

#: ISO 3166-1 alpha-2, the officially assigned codes as Debian's iso-codes lists them.
CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM
    ZW
    """.split()  # noqa: SIM905 - 249 literals would hide what is missing
)
#: Reserved for the United Kingdom at its own wish; the assigned code is GB.
_ALSO = {"UK": "GB"}


def country_code(written: str) -> str:
    """The ISO 3166-1 alpha-2 code, in capitals; "uk" is read as GB. Raises ``BadCountry``."""
    code = written.strip().upper()
    code = _ALSO.get(code, code)
    # Capitals can be more letters: "ß" is no South Sudan.
    if code not in CODES or not written.isascii():
        shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
        raise BadCountry(f"“{shown}” is not the code of a country.")
    return code


_SHOWN = 20
