"""``python -m tests.acceptance.forms_child PAGE FOLDER`` writes a report in all forms."""

from __future__ import annotations

import sys
from pathlib import Path

from claimcheck.checks import check_file
from claimcheck.cli.forms import Form, written

#: Parquet keeps the moment of reading in its own way.
FORMS = tuple(form for form in Form if form is not Form.PARQUET)

if __name__ == "__main__":
    report = check_file(Path(sys.argv[1]), offline=True)
    for form in FORMS:
        content = written(report, form, to_file=True)
        assert isinstance(content, bytes)
        (Path(sys.argv[2]) / form.value).write_bytes(content)
