"""The service's tables and its file: made, upgraded, taken back, and named when they fail."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from claimcheck.database import checked_url, writing
from claimcheck.errors import BadStoreAddress, StoreBusy, StoreFailed, StoreTooNew, StoreUnreadable
from claimcheck.storage import ServiceStore, migrations
from claimcheck.storage.database import make_engine
from claimcheck.storage.models import Base
from claimcheck.trials.store import RecordStore
from tests.unit.storage.kit import batch_of

FOLDER = Path(migrations.__file__).parent


def _names(engine: sa.Engine) -> tuple[set[str], set[str | None]]:
    looked = sa.inspect(engine)
    tables = set(looked.get_table_names()) - {migrations.VERSION_TABLE}
    return tables, {index["name"] for table in tables for index in looked.get_indexes(table)}


def test_up_and_down_again(service_url: str) -> None:
    """From nothing to the newest version, back to nothing, and up once more."""
    engine = make_engine(checked_url(service_url), busy_seconds=5)
    indexes = {index.name for table in Base.metadata.sorted_tables for index in table.indexes}
    for _ in range(2):
        with writing(engine, lock=1) as connection:
            migrations.upgrade(connection)
            assert migrations.stored_version(connection) == migrations.HEAD
        assert _names(engine) == (set(Base.metadata.tables), indexes)
        with writing(engine, lock=1) as connection:
            migrations.downgrade(connection, "base")
            assert migrations.stored_version(connection) is None
        assert _names(engine) == (set(), set())
    engine.dispose()
    with ServiceStore.open(service_url) as store:
        assert batch_of(store, 3).total == 3


def test_the_tables_are_those_of_the_models(service: ServiceStore) -> None:
    """Nothing was added to a model without a migration, nor the other way round."""
    with service.database.engine.connect() as connection:
        options = {"version_table": migrations.VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_version_is_named() -> None:
    """A store of this version opens without Alembic, so the constant must not go stale."""
    script = ScriptDirectory(str(FOLDER))
    assert script.get_current_head() == migrations.HEAD
    assert len(script.get_heads()) == 1


def test_a_store_of_a_later_version_is_left_alone(service: ServiceStore, service_url: str) -> None:
    """What it holds is neither read wrongly nor lost."""
    with service.database.writing() as connection:
        connection.execute(sa.text("UPDATE service_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match=r"version 9999; this program knows up to 0002"):
        ServiceStore.open(service_url)


def test_both_stores_fit_into_one_database(service_url: str) -> None:
    """A server that holds the trial records can hold what the service keeps too."""
    with RecordStore.open(service_url) as records, ServiceStore.open(service_url) as service:
        batch_of(service, 1)
        assert records.count() == 0
    with ServiceStore.open(service_url) as service:
        assert service.items.waiting() == 1


def test_the_default_is_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the environment names another place, or whoever opens it does."""
    monkeypatch.setenv("CLAIMCHECK_DATA_DIR", str(tmp_path / "data"))
    ServiceStore.open().close()
    assert (tmp_path / "data" / "service.db").is_file()
    monkeypatch.setenv("CLAIMCHECK_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    with ServiceStore.open() as store:
        assert store.url.database == str(tmp_path / "other.db")
    with ServiceStore.open(f"sqlite:///{tmp_path / 'third.db'}") as store:
        assert store.url.database == str(tmp_path / "third.db")


def test_an_address_that_is_none() -> None:
    """Only SQLite files and PostgreSQL hold a store."""
    with pytest.raises(BadStoreAddress):
        ServiceStore.open("mysql://host/service")


def test_sqlite_is_set_up_for_a_service(tmp_path: Path) -> None:
    """Readers do not wait for writers, and what is deleted is overwritten."""
    with ServiceStore.open(f"sqlite:///{tmp_path / 'service.db'}") as store:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        with store.database.reading() as connection:
            said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert said == ["wal", 1, 1, 1]


def test_a_store_that_answers(service: ServiceStore) -> None:
    """A healthy one answers without a word."""
    service.ping()


def test_a_store_that_does_not_answer(service: ServiceStore) -> None:
    """One whose tables are gone is not healthy."""
    with service.database.writing() as connection:
        migrations.downgrade(connection, "base")
    with pytest.raises(StoreFailed):
        service.ping()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It is named, and left as it is."""
    file = tmp_path / "service.db"
    file.write_text("This is a letter, and it is long enough to be read as a page. " * 200)
    with pytest.raises(StoreUnreadable, match="file is not a database"):
        ServiceStore.open(f"sqlite:///{file}")
    assert file.read_text().startswith("This is a letter")


def test_a_store_that_somebody_else_holds(service: ServiceStore, service_url: str) -> None:
    """A writer gives up after a while; readers are not disturbed."""
    batch = batch_of(service, 1)
    with ServiceStore.open(service_url, busy_seconds=0.2) as waiting:
        with service.database.writing():
            with pytest.raises(StoreBusy):
                batch_of(waiting, 1)
            assert waiting.batches.status(batch.id) == batch
        assert batch_of(waiting, 1).total == 1
