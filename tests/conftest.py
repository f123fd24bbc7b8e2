"""Fixtures shared by tests: a small release made by hand, and a first release of two documents, made as users do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import documents
import pytest
import small_release as small
from releasing import make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def small_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dist folder with one release; not to be changed."""
    # Spaces, quotes and brackets: file names that SQL and glob patterns take for something else.
    dist = tmp_path_factory.mktemp("small") / "d i[s]t's*"
    small.write(dist)
    return dist


@pytest.fixture(scope="session")
def small_release(small_dist: Path) -> Path:
    """Return the release in it; not to be changed."""
    return small_dist / small.VERSION


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a first release, raw/ and dist/ in it; not to be changed."""
    folder = tmp_path_factory.mktemp("first")
    documents.write(folder / "raw")
    make(folder)
    return folder


@pytest.fixture
def copy(first: Path, tmp_path: Path) -> Path:
    """Return a copy of the first release to go on from, with its cache."""
    shutil.copytree(first, tmp_path / "copy")
    return tmp_path / "copy"
