"""Fixtures shared by tests: a small release made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import small_release as small

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
