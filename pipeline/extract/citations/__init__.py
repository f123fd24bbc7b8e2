"""Citations: every way a document cites, with the exact place of each.

``citations(parsed)`` gives dataclasses; ``scan`` is the function underneath, which a release and the benchmark call.
"""

from pipeline.extract.citations.extract import citations

__all__ = ["citations"]
