"""Words beside which a name stands, and words that are no names though they have a capital."""

from __future__ import annotations

from typing import Final

KIN: Final = (
    r"(?:grand)?(?:mother|father|mom|mum|dad|son|daughter|child|parents?|ma|pa)s?|mommy|mummy|daddy|"
    r"mama|papa|children|boys?|girls?|kids?|toddlers?|bab(?:y|ies)|twins?|brothers?|sisters?|"
    r"siblings?|wife|husband|partner|uncle|aunt|cousin|nephew|niece|guardian|carer|grandma|grandpa|"
    r"nan|granny|little one"
)
PARTICLE: Final = r"(?:de|da|di|del|della|der|den|du|van|von|la|le|al|el|bin|ibn|ter|ten|zu)"
PROFESSION: Final = (
    r"dr|doctor|prof|professor|nurse|sister in charge|surgeon|neurologist|paediatrician|"
    r"pediatrician|(?:speech |occupational |physio|behaviou?r )?therapist|physiotherapist|"
    r"coordinator|specialist|consultant|director|founder|physician|scientist|researcher"
)
ORGANISATION: Final = (
    r"Clinics?|Hospitals?|Cent(?:er|re)s?|University|Institutes?|Foundation|Trust|College|School|"
    r"Society|Association|Academy|Laborator(?:y|ies)|Labs?|Group|Company|Inc|Ltd|LLC|GmbH|Study|"
    r"Trial|Protocol|Syndrome|Disease|Disorder|Scale|Test|Award|Street|Road|Avenue|City|Airport"
)
#: Words before a first name, and verbs of which only people are the subject.
ADDRESS: Final = r"mr|mrs|miss|ms|little|baby|grandma|grandpa|granny|auntie|uncle"
AUXILIARY: Final = r"(?:has|had|was|is|now|also|can|could|finally|even|then|still|always)"
HUMAN_VERB: Final = (
    r"said|says|saying|speaks?|speaking|spoke|talks?|talked|talking|walks?|walked|walking|crawls?|"
    r"crawled|smiles?|smiled|sleeps?|slept|eats?|ate|plays?|played|laughs?|laughed|asks?|asked|"
    r"sits?|sat|looks?|looked|hugs?|hugged|calls?|called|sings?|sang|writes|wrote|recalls|explains|"
    r"started|starts|began|begins|diagnosed|couldn['’]t|can['’]t|(?:had|got|lost)\s+(?:his|her)"
)
#: Behind "Crohn's" or "Duke's" stands no person.
DISEASE: Final = r"(?:disease|syndrome|disorder|palsy|autism|trial|study|protocol|team|doctors?)\b"
#: Before a place.
PLACING: Final = r"from|in|at|near|to|of|via"
#: Small letters. Words that open a sentence or a signature, calendars, places of a treatment.
NOT_NAMES: Final = frozenset(
    """
    a about after again all also always am amazing an and annual another anonymous any are as at
    autism away back be because before best better both but by can child children clients could
    customer customers dad daddy daughter day dear did do doctor does dr during each even ever every
    everyone everything family father finally first five for four from girl god good grade grandma
    grandmother grandpa grateful great guardian had happy has have he her here hers high him his
    honestly how husband i if in infusion is it its just last later level life little love
    many me mom mommy mother mr mrs ms mum mummy mums my never new next nine no nobody not now of
    off on once one only or our out over page parent parents part patient patients people phase
    please prof professor proud really review reviews right same school second session seven she
    since six so some somebody someone son soon stage stars step still story stories such ten than
    thank thanks that the their them then there therapy these they thing things third this those
    though three through thus to today together treatment two under until up us verified very visit
    was we week weeks well were what when where which while who whole why wife with without
    wonderful would year years yes yesterday you your yours
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday winter
    africa america asia australia austria belgium brazil britain california canada china dubai
    england europe florida france germany greece india ireland israel italy japan kenya korea london
    mexico netherlands nigeria norway panama poland portugal romania russia scotland serbia spain
    sweden switzerland texas thailand turkey uk ukraine us usa uae wales york zealand
    alzheimer angel asperger bell crohn down duke graves hashimoto hodgkin huntington lyme master
    fatigue guest nobel parkinson rett tourette lady sir madam sultan team online google
    adhd asd cp eeg mri iv usd eur gbp fda ema facebook google youtube instagram trustpilot whatsapp
    english german french spanish english-speaking stem cell cells exosomes clinic hospital
    """.split()  # noqa: SIM905 - hundreds of literals would be hard to read
)
