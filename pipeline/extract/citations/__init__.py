"""Citations: every way a document cites, with the exact place of each.

``citations(parsed)`` is the one function: a release, the scorers and the benchmark all call it.
"""

from pipeline.extract.citations.extract import citations

__all__ = ["citations"]
