"""Finding records: by concept, by words, by id, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimcheck.schema import (
    Allocation,
    Arm,
    ArmGroupType,
    Enrollment,
    OverallStatus,
    RegisteredIntervention,
    Trial,
    TrialOutcome,
    TrialQuery,
)
from claimcheck.trials import querying
from claimcheck.trials.store import RecordStore
from tests.postgres import KINDS, empty_database

MakeTrial = Callable[..., Trial]


def _ids(store: RecordStore, **parts: object) -> list[str]:
    answer = store.search(TrialQuery.model_validate(parts), limit=100)
    assert answer.total == len(answer.hits)
    return [hit.trial.id[-2:] for hit in answer.hits]


@pytest.fixture(scope="module", params=KINDS)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, trial: MakeTrial
) -> Iterator[RecordStore]:
    """A store of the six records, once of each kind; nothing is written to it."""
    with (
        empty_database(request, tmp_path_factory.mktemp("store")) as url,
        RecordStore.open(url, tag=lambda one: one) as store,
    ):
        _fill(store, trial)
        yield store


def _fill(store: RecordStore, trial: MakeTrial) -> None:
    """Two records of cells in autism, one of a drug against cells, three of other things."""
    placebo = RegisteredIntervention(name="Placebo")
    cells = RegisteredIntervention(name="Wharton's jelly MSCs", other_names=("CellBrand X9",))
    store.put(
        [
            trial(
                id="NCT00000001",
                title="Cord blood for speech",
                registered_conditions=("Autism",),
                registered_interventions=(RegisteredIntervention(name="Cord Blood"), placebo),
                allocation=Allocation.RANDOMIZED,
                enrollment=Enrollment(count=60),
                has_posted_results=True,
                overall_status=OverallStatus.COMPLETED,
                primary_outcomes=(TrialOutcome(measure="Vineland socialization score"),),
            ),
            trial(
                id="NCT00000002",
                title="Cells from the cord, a first study",
                interventions=("umbilical_cord_msc",),
                conditions=("autism",),
                registered_conditions=("Autism Spectrum Disorder",),
                registered_interventions=(cells,),
                overall_status=OverallStatus.RECRUITING,
                has_posted_results=False,
                enrollment=Enrollment(count=300),
            ),
            trial(
                id="NCT00000003",
                title="A drug against cells",
                interventions=("risperidone",),
                comparators=("msc",),
                conditions=("autism",),
                registered_conditions=("Autism",),
                registered_interventions=(
                    RegisteredIntervention(name="Risperidone"),
                    RegisteredIntervention(name="Mesenchymal stem cells"),
                ),
                arms=(
                    Arm(
                        label="A",
                        type=ArmGroupType.EXPERIMENTAL,
                        intervention_names=("Risperidone",),
                    ),
                    Arm(
                        label="B",
                        type=ArmGroupType.ACTIVE_COMPARATOR,
                        intervention_names=("Mesenchymal stem cells",),
                    ),
                ),
                overall_status=OverallStatus.UNKNOWN,
            ),
            trial(
                id="NCT00000004",
                title="Gastroparesis after surgery",
                interventions=(),
                conditions=(),
                registered_conditions=("Delayed Emptying", "Nausea"),
                registered_interventions=(RegisteredIntervention(name="Zorvalimab"),),
            ),
            trial(
                id="NCT00000005",
                title="Counting emptied beds",
                interventions=(),
                conditions=(),
                registered_conditions=("Nausea", "Delayed"),
                registered_interventions=(RegisteredIntervention(name="Emptying"), placebo),
            ),
            trial(
                id="NCT00000006",
                title="Sjögren’s dryness of eyes",
                interventions=(),
                conditions=(),
                registered_conditions=("A Long Name of a Rare Illness",),
                keywords=("β-blocker eye drops",),
            ),
        ]
    )


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"condition": "autism"}, ["01", "02", "03"]),
        ({"condition": "ASD"}, ["01", "02", "03"]),
        ({"condition": "neurodevelopmental disorders"}, ["01", "02", "03"]),
        ({"intervention": "stem_cells"}, ["01", "02"]),
        ({"intervention": "stem cell therapy"}, ["01", "02"]),
        ({"intervention": "mesenchymal stem cells"}, ["02"]),
        ({"intervention": "risperidone"}, ["03"]),
        ({"intervention": "placebo"}, []),
        ({"condition": "autism", "intervention": "cord blood"}, ["01"]),
        ({"intervention": "cellbrand x9"}, ["02"]),
        ({"intervention": "Zorvalimab"}, ["04"]),
        ({"condition": "delayed emptying"}, ["04"]),
        ({"condition": "gastroparesis"}, ["04"]),
        ({"condition": "sjogren's dryness"}, ["06"]),
        ({"condition": "emptied beds"}, ["05"]),
        ({"condition": "counting emptied beds"}, ["05"]),
        ({"condition": "counting emptied beds twice"}, []),
        ({"condition": "emptied beds counting"}, []),
        ({"condition": "long name of a rare illness"}, ["06"]),
        ({"condition": "name of a long rare illness"}, []),
        ({"condition": "counting beds"}, []),
        ({"intervention": "emptying"}, ["05"]),
        ({"text": "delayed emptying"}, ["04", "05"]),
        ({"text": "placebo"}, ["01", "05"]),
        ({"text": "VINELAND scores"}, ["01"]),
        ({"text": "of the cells"}, ["02", "03"]),
        ({"text": "β-blocker"}, ["06"]),
        ({"text": "xc_autism"}, []),
        ({"text": "NCT00000002"}, ["02"]),
        ({"text": "nct2", "condition": "autism"}, ["02"]),
        ({"text": "nct2", "condition": "nausea"}, []),
        ({"text": "score NCT00000001"}, ["01"]),
        ({"condition": "autism", "text": "drug"}, ["03"]),
        ({"with_results": True}, ["01"]),
        ({"with_results": False, "condition": "autism"}, ["02", "03"]),
        ({"completed": True}, ["01"]),
        ({"completed": False}, ["02"]),
        ({"completed": False, "with_results": True}, []),
        ({"condition": "  ", "text": ""}, ["01", "02", "03", "04", "05", "06"]),
        ({}, ["01", "02", "03", "04", "05", "06"]),
        ({"text": "?!*"}, []),
        ({"condition": "()"}, []),
        ({"text": "of the"}, []),
        ({"text": 'cells" OR "drug'}, ["03"]),
        ({"text": "title : cells"}, []),
        ({"text": "vine*"}, []),
    ],
)
def test_what_is_found(filled: RecordStore, parts: dict[str, object], found: list[str]) -> None:
    """Concepts with narrower ones, names as phrases in their place, words anywhere, all joined."""
    assert sorted(_ids(filled, **parts)) == found


def test_order_and_pages(filled: RecordStore) -> None:
    """Randomised first, then with results, then the largest; pages do not overlap."""
    pages = [filled.search(TrialQuery(), limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [page.total for page in pages] == [6, 6, 6, 6]
    found = [hit.trial.id[-2:] for page in pages for hit in page.hits]
    assert found == ["01", "02", "03", "04", "05", "06"]
    autism = TrialQuery(condition="autism")
    [second] = filled.search(autism, limit=1, offset=1).hits
    assert second.trial.id == "NCT00000002"
    assert filled.search(autism, limit=5, offset=9).total == 3


def test_words_in_names_weigh_more(store: RecordStore, trial: MakeTrial) -> None:
    """With free text, a record that is about a word stands before one that mentions it."""
    store.put(
        [
            trial(
                title="Something else",
                allocation=Allocation.RANDOMIZED,
                primary_outcomes=(TrialOutcome(measure="Rate of pruritus and much else " * 9),),
            ),
            trial(id="NCT00000002", title="Pruritus", registered_conditions=("Pruritus",)),
        ]
    )
    hits = store.search(TrialQuery(text="pruritus")).hits
    assert [hit.trial.id[-1] for hit in hits] == ["2", "1"]


def test_many_answers_come_in_the_plain_order(
    filled: RecordStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weighing and sorting stop being worth it; the answers stay the same records."""
    query = TrialQuery(text="cells")
    before = {hit.trial.id for hit in filled.search(query).hits}
    monkeypatch.setattr(querying, "MOST_WEIGHED", 0)
    monkeypatch.setattr(querying, "_FREQUENT", 0)
    hits = filled.search(query).hits
    assert [hit.trial.id[-1] for hit in hits] == ["2", "3"]
    assert {hit.trial.id for hit in hits} == before
    [second] = filled.search(TrialQuery(condition="autism"), limit=1, offset=1).hits
    assert second.trial.id == "NCT00000002"


@pytest.mark.parametrize(
    ("parts", "matched"),
    [
        ({"condition": "ASD"}, ("Autism Spectrum Disorder",)),
        ({"intervention": "stem cells"}, ("Wharton's jelly MSCs",)),
        ({"intervention": "CELLBRAND-X9"}, ("CellBrand X9",)),
        ({"text": "first cords"}, ("Cells from the cord, a first study",)),
        ({"text": "nct2"}, ("NCT00000002",)),
        (
            {"condition": "ASD", "text": "cord jelly"},
            (
                "Autism Spectrum Disorder",
                "Cells from the cord, a first study",
                "Wharton's jelly MSCs",
            ),
        ),
    ],
)
def test_the_words_that_matched_are_shown(
    filled: RecordStore, parts: dict[str, object], matched: tuple[str, ...]
) -> None:
    """As the record writes them, so that a reader sees why it is there."""
    hits = filled.search(TrialQuery.model_validate(parts)).hits
    assert {hit.trial.id: hit.matched for hit in hits}["NCT00000002"] == matched


def test_misspelt_words_are_read_as_meant_and_said_so(filled: RecordStore) -> None:
    """Only where a word is in no record, and the answer tells how it was read."""
    answer = filled.search(TrialQuery(condition="autims", intervention="stemm cells"))
    assert answer.total == 2
    assert answer.query.condition == "autims"
    assert answer.read_as == ('"autims" as "autism"', '"stemm cells" as "stem cell"')
    nothing = filled.search(TrialQuery(text="wqzzzyk"))
    assert (nothing.total, nothing.read_as) == (0, ())


def test_a_whole_page_of_words_can_be_asked(filled: RecordStore) -> None:
    """As many as can be weighed are, and the answer says how many."""
    text = " ".join(["cells", "study", *(f"cells{n} study" for n in range(700))])
    answer = filled.search(TrialQuery(text=text))
    assert (answer.total, answer.read_as) == (0, ("the first 32 of 702 words",))
    assert filled.search(TrialQuery(condition=text, intervention=text)).total == 0


def test_pages_start_somewhere(filled: RecordStore) -> None:
    """A page of nothing is an answer; a page before the first is a mistake."""
    answer = filled.search(TrialQuery(condition="autism"), limit=0)
    assert (answer.total, answer.hits) == (3, ())
    for page in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(ValueError, match="must not be negative"):
            filled.search(TrialQuery(), **page)


def test_an_answer_carries_query_and_day(filled: RecordStore, trial: MakeTrial) -> None:
    """So that "not found" can always be dated."""
    query = TrialQuery(text="nothing like it")
    answer = filled.search(query)
    assert (answer.query, answer.total, answer.hits) == (query, 0, ())
    assert answer.read_on == trial().snapshot_date


def test_studying_goes_by_tags_alone(filled: RecordStore) -> None:
    """Both concepts or narrower ones; a name in the words is not enough."""
    assert [one.id[-1] for one in filled.studying("stem_cells", "autism")] == ["1", "2"]
    assert [one.id[-1] for one in filled.studying("msc", "autism")] == ["2"]
    assert filled.studying("stem_cells", "psoriasis") == ()


def test_a_changed_record_is_found_by_its_new_words_only(
    store: RecordStore, trial: MakeTrial
) -> None:
    """The index follows the record, also when its place in answers moves."""
    _fill(store, trial)
    store.put(
        [
            trial(
                id="NCT00000004",
                title="Renamed for sneezing",
                interventions=(),
                conditions=(),
                allocation=Allocation.RANDOMIZED,
                enrollment=Enrollment(count=999),
                last_update_posted="2026-01-01",
            )
        ]
    )
    assert _ids(store, text="gastroparesis") == []
    assert _ids(store, intervention="Zorvalimab") == []
    assert _ids(store, text="sneezing") == ["04"]
    assert _ids(store)[:2] == ["01", "04"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@example("\x00", "text")
@given(st.text(max_size=40), st.sampled_from(["condition", "intervention", "text"]))
def test_any_text_can_be_asked(filled: RecordStore, text: str, part: str) -> None:
    """No sign has a meaning of its own for the index."""
    answer = filled.search(TrialQuery.model_validate({part: text}))
    assert answer.total >= len(answer.hits)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@example("nothing \x00 else")
@given(st.text(min_size=1, max_size=60))
def test_any_record_is_found_by_its_title(store: RecordStore, trial: MakeTrial, title: str) -> None:
    """Whatever is written in it: what goes into the index can be asked for."""
    store.put([trial(title=title, last_update_posted=None)])
    assert store.get("NCT00000001") == trial(title=title)
    if store.search(TrialQuery(text=title)).total == 0:
        assert store.search(TrialQuery(text=f"{title} invented")).total == 0
