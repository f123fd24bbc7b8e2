"""The public contract: one pandera schema per released table.

Arrow types, CSV readers, CODEBOOK.md and datapackage.json are all made from ``TABLES``
(see ``pipeline/contract.py``); nothing else repeats them.
"""

from schemas.tables import ID_SCHEME, TABLES

__all__ = ["ID_SCHEME", "TABLES"]
