"""The commands of the README that talk to the service, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.jobs.service import Service

_README: Final = Path(__file__).parents[2] / "README.md"
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ADDRESS: Final = "http://127.0.0.1:8000"


def blocks() -> list[str]:
    """Every block of shell commands in which curl is called, in order."""
    found = _BLOCK.findall(_README.read_text(encoding="utf-8"))
    return [block for block in found if "curl" in block]
