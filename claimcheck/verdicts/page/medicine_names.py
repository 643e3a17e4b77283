"""Names of medicines and of proven care, marked in folded text.

A name is replaced by a run of one capital letter, which folded text has none of: the length stays,
and the patterns that look for what is said of a medicine need not hold all names.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from claimcheck.text import fold
from claimcheck.vocabulary import Vocabulary

#: Concepts that are medicines whose sudden end can harm.
MEDICINE_CONCEPTS = (
    "risperidone", "aripiprazole", "metformin", "memantine", "stimulant_drugs", "melatonin",
    "antidepressants", "statins", "antihypertensives", "insulin", "inhaled_steroids",
    "hepatitis_c_antivirals", "antiretrovirals", "anticoagulants", "levodopa", "thyroid_hormone",
)  # fmt: skip
#: Other proven care for grave illness.
VITAL_CONCEPTS = ("chemotherapy", "dialysis")
OPERATION_CONCEPTS = (
    "surgery", "joint_replacement", "knee_replacement", "hip_replacement", "cataract_surgery",
)  # fmt: skip
VACCINE_CONCEPTS = ("vaccines", "mmr_vaccine", "hpv_vaccine", "influenza_vaccine")
#: Lessons and therapies that children have for years.
LESSON_CONCEPTS = ("behavioural_therapy", "speech_therapy", "occupational_therapy")
#: Words for medicines of any kind. "Drugs" alone are also what people are addicted to.
_KIND = (
    r"(?:(?:prescription|psychiatric|behaviou?ral|anti-?seizure|blood[- ]pressure|heart|diabetes|"
    r"diabetic|cholesterol|water|thyroid|asthma|adhd|arthritis|epilepsy|seizure) )?"
)
_ANY = (
    rf"{_KIND}(?:medications?|medicines?|meds)|"
    r"(?:seizure|epilepsy|cancer|diabetes|diabetic|heart|blood[- ]pressure|cholesterol|"
    r"prescription|psychiatric|disease[- ]modifying|anti-rejection|immunosuppressive|arthritis|"
    r"asthma|adhd|all(?: other)?|other|these|chemical) drugs"
)
_TABLETS = rf"{_KIND}(?:tablets?|pills)"
#: Names that stand on boxes and kinds that a doctor names; plurals are added by hand.
_NAMED = (
    r"risperdal|abilify|ritalin|concerta|adderall|vyvanse|lisdexamfetamine|clonidine|"
    r"prozac|zoloft|lexapro|citalopram|paroxetine|venlafaxine|effexor|duloxetine|cymbalta|"
    r"mirtazapine|bupropion|ssris?|lithium|olanzapine|quetiapine|seroquel|clozapine|haloperidol|"
    r"valproate|valproic acid|depakote|keppra|levetiracetam|lamotrigine|lamictal|carbamazepine|"
    r"topiramate|phenytoin|anti-?depressants?|anti-?psychotics?|neuroleptics?|anti-?convulsants?|"
    r"anti-?epileptics?|mood stabili[sz]ers?|(?:seizure|epilepsy) (?:medication|medicines?)|"
    r"stimulants|insulin|inhalers?|interferons?|gabapentin|neurontin|pregabalin|lyrica|"
    r"blood[- ]thinn(?:ers?|ing tablets)|anti-?coagulants?|eliquis|"
    r"xarelto|clopidogrel|statins?|lipitor|beta[- ]?blockers?|ace inhibitors?|lisinopril|"
    r"methotrexate|biologics|humira|adalimumab|hydroxychloroquine|azathioprine|sulfasalazine|"
    r"immunosuppressants?|tacrolimus|prednisone|prednisolone|steroids|baclofen|thyroxine|"
    r"anti-?retrovirals?|tamoxifen|natalizumab|tysabri|fingolimod|gilenya|ocrelizumab|ocrevus|"
    r"kesimpta|copaxone|glatiramer|avonex|rebif|tecfidera|rituximab|infliximab|remicade|"
    r"etanercept|enbrel|riluzole|donepezil|aricept|rivastigmine|sinemet|madopar|escitalopram|"
    r"atomoxetine|strattera|guanfacine|rivaroxaban|apixaban|"
    r"phosphate binders|salbutamol|ventolin|montelukast|omeprazole|esomeprazole|lansoprazole|"
    r"pantoprazole|proton[- ]pump inhibitors?|(?:adrenaline|epinephrine) (?:auto-?)?"
    r"(?:pens?|injectors?)|epi-?pens?|dmts?|disease[- ]modifying (?:treatments?|therap(?:y|ies))"
)
_OPERATIONS = (
    r"operations?|surger(?:y|ies)|(?:knee|hip|joint|shoulder|disc|valve) replacements?|"
    r"(?:heart |coronary )?bypass|grommets|stents?|stenting|amputations?|mastectomy|hysterectomy"
)
_VACCINES = r"vaccin(?:es?|ations?|ate|ating)|immuni[sz]ations?|jabs"
_LESSONS = (
    r"aba|therapies|(?:(?:speech|behaviou?ral|occupational|physical)(?: and | or | & |, ))?"
    r"(?:speech|behaviou?ral|occupational) (?:therapy|programmes?|programs?)"
)
#: On which life hangs.
_VITAL = (
    r"chemo(?:therapy)?|radiation(?: therapy)?|radiotherapy|dialysis|"
    r"(?:(?:liver|kidney|heart|lung|organ|bone marrow) )?transplants?"
)
#: Runs that stand for names: N a medicine by its name, M by any word, T tablets, V vital care,
#: O surgery, I vaccines, L lessons.
MEDICINE, NAMED = "[NMT]+", "N+"
OPERATION, ESSENTIAL, CARE = "[VO]+", "[NMTVI]+", "[NMTVOIL]+"


def marked(vocabulary: Vocabulary, text: str) -> str:
    """Folded text with every name marked; ``len`` never changes."""
    return _names(vocabulary).sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    return (found.lastgroup or "M") * len(found.group())


@functools.lru_cache(maxsize=4)
def _names(vocabulary: Vocabulary) -> re.Pattern[str]:
    kinds = (
        ("N", MEDICINE_CONCEPTS, _NAMED),
        ("M", (), _ANY),
        ("T", (), _TABLETS),
        ("V", VITAL_CONCEPTS, _VITAL),
        ("O", OPERATION_CONCEPTS, _OPERATIONS),
        ("I", VACCINE_CONCEPTS, _VACCINES),
        ("L", LESSON_CONCEPTS, _LESSONS),
    )
    groups = (
        f"(?P<{kind}>{'|'.join((*_aliases(vocabulary, ids), names))})" for kind, ids, names in kinds
    )
    return re.compile(rf"\b(?:{'|'.join(groups)})\b")


def _aliases(vocabulary: Vocabulary, ids: Iterable[str]) -> Iterator[str]:
    """Names as folded text has them, the longest first, so that the whole of a name is read."""
    names = {
        fold(name) for id_ in ids if id_ in vocabulary.concepts for name in vocabulary[id_].aliases
    }
    return (re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
