"""Progress of long work: bars on a terminal, silence elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bars


class Progress:
    """Steps of a run, shown one after the other on standard error; ``quiet`` shows nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    @contextmanager
    def step(self, what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Show a step while it runs; call what is yielded with the number of things just done."""
        bars = self._bars()
        if bars is None:
            yield lambda _: None
            return
        with bars:
            task = bars.add_task(what, total=total)
            yield lambda n: bars.advance(task, n)

    def _bars(self) -> Bars | None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        console = Console(stderr=True)
        if self._quiet or not console.is_terminal:
            return None
        return Progress(SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                        TimeRemainingColumn(), console=console, transient=True)  # fmt: skip
