"""On Record: who said what, where exactly, citing what.

``open_release(path)`` gives a DuckDB connection with the tables and views of a published release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.query import open_release

__version__ = "0.1.0"
__all__ = ["__version__", "open_release"]


def __getattr__(name: str) -> Any:
    """Load DuckDB only when a release is opened: worker processes do without it."""
    if name == "open_release":
        from pipeline.query import open_release

        return open_release
    raise AttributeError(name)
