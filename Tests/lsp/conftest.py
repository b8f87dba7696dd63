"""The tool under test, and where the repository is."""

import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def tool_path():
    return os.environ.get("STRAT", str(ROOT / ".build/release/strat"))


@pytest.fixture(scope="session")
def root():
    return ROOT
