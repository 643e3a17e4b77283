"""Data, settings and libraries of our own that are missing or do not fit."""

from __future__ import annotations

from claimcheck.errors.base import ClaimcheckError


class RecordsUnreadable(ClaimcheckError):
    """The file of records cannot be opened."""

    code = "records_unreadable"
    advice = "Check the file and who may read it."


class JobsMissing(ClaimcheckError):
    """The libraries of the durable queue are not installed."""

    code = "jobs_missing"
    advice = "Install them with: pip install 'claimcheck[jobs]'."


class TrialNotFound(ClaimcheckError):
    """There is no record with this id in our copy."""

    code = "trial_not_found"
    advice = "Copy it with “claimcheck trials sync”, or look at the register itself."


class RuleNotFound(ClaimcheckError):
    """There is no rule with this id."""

    code = "rule_not_found"
    advice = "“claimcheck rules list” and /v1/rules name every rule."


class BadSetting(ClaimcheckError):
    """A setting does not fit."""

    code = "bad_setting"
    advice = "Correct the setting, or leave it out."


class BadCountry(ClaimcheckError):
    """This is not the code of a country."""

    code = "bad_country"
    advice = "Give the two letters of ISO 3166-1, such as GB, US or AU."


class ParquetMissing(ClaimcheckError):
    """The library that writes Parquet is not installed."""

    code = "parquet_missing"
    advice = "Install it with: pip install 'claimcheck[parquet]'."


class DataError(ClaimcheckError):
    """The program's own data could not be used."""

    code = "data_error"


class ResourceMissing(DataError):
    """A data file that ships with the program is missing."""

    code = "resource_missing"
    advice = "Install the program again."


class BadRecord(DataError):
    """A register's record could not be read."""

    code = "bad_record"
    advice = "Check that the file holds study records of ClinicalTrials.gov, API v2."

    @classmethod
    def at(cls, field: str, why: str) -> BadRecord:
        """Name the field of the record and the reason."""
        return cls(f"{field}: {why}")


class BadRow(DataError):
    """A row of a data file does not fit its type."""

    code = "bad_row"

    @classmethod
    def at(cls, path: str, line: int, why: str) -> BadRow:
        """Name the file, the 1-based line and the reason."""
        return cls(f"{path}, line {line}: {why}")
