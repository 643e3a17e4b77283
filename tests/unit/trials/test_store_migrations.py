"""The store's tables: made, upgraded and taken back on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from claimcheck.errors import StoreTooNew
from claimcheck.trials import migrations
from claimcheck.trials.database import checked_url, make_engine, writing
from claimcheck.trials.models import Base
from claimcheck.trials.store import RecordStore
from tests.bench.invented_records import invented_records

FOLDER = Path(migrations.__file__).parent


def _tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {migrations.VERSION_TABLE}


def test_up_and_down_again(store_url: str) -> None:
    """From nothing to the newest version, back to nothing, and up once more."""
    engine = make_engine(checked_url(store_url), busy_seconds=5)
    for _ in range(2):
        with writing(engine) as connection:
            migrations.upgrade(connection)
            assert migrations.stored_version(connection) == migrations.HEAD
        assert _tables(engine) >= {*Base.metadata.tables, "trial_words"}
        with writing(engine) as connection:
            migrations.downgrade(connection, "base")
            assert migrations.stored_version(connection) is None
        assert _tables(engine) == set()
    engine.dispose()
    with RecordStore.open(store_url) as store:
        assert store.put(invented_records(3)).new == 3


def test_the_tables_are_those_of_the_models(store_url: str) -> None:
    """Nothing was added to a model without a migration, nor the other way round."""
    with RecordStore.open(store_url) as store, store._engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": migrations.VERSION_TABLE,
                "include_name": lambda name, kind, _: (
                    kind != "table" or name in Base.metadata.tables
                ),
                "compare_type": True,
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_version_is_named() -> None:
    """A store of this version opens without Alembic, so the constant must not go stale."""
    script = ScriptDirectory(str(FOLDER))
    assert script.get_current_head() == migrations.HEAD
    assert len(script.get_heads()) == 1


def test_a_store_without_tables_is_upgraded_on_opening(store_url: str) -> None:
    """One that was taken back to no tables, or never had any."""
    with RecordStore.open(store_url) as store, writing(store._engine) as connection:
        migrations.downgrade(connection, "base")
    with RecordStore.open(store_url) as store:
        assert store.count() == 0


def test_a_store_of_a_later_version_is_left_alone(store_url: str) -> None:
    """Its records are neither read wrongly nor lost."""
    with RecordStore.open(store_url) as store:
        store.put(invented_records(2))
        with writing(store._engine) as connection:
            connection.execute(sa.text("UPDATE trial_store_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match=r"version 9999; this program knows up to 0001") as caught:
        RecordStore.open(store_url)
    assert "newer version" in caught.value.advice
