"""What a run tells its user when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from pipeline.build import Outcome

_SHOWN = 20


def show(outcome: Outcome) -> None:
    """Print the refusals, the notes, and a table of what the release holds."""
    errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    for what, told in (("refused", outcome.refused), ("note", outcome.notes)):
        for _, rule, reason in told[:_SHOWN]:
            errors.print(f"{what}: {reason} [{rule}]")
        if len(told) > _SHOWN:
            errors.print(f"{what}: … and more; all are in the table quarantine")
    refused = outcome.raw_files - outcome.rows["documents"]
    table = Table(title=None, show_header=True, header_style="bold")
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, rows in outcome.rows.items():
        table.add_row(name, str(rows))
    console = Console(highlight=False, soft_wrap=True, markup=False)
    console.print(table)
    console.print(f"{outcome.raw_files} raw files = {outcome.rows['documents']} documents + {refused} refused; "
                  f"{outcome.processed} processed now, the others taken from the cache")  # fmt: skip
    if outcome.folder is None:
        console.print(f"nothing differs from release {outcome.version}: nothing was written")
    else:
        console.print(f"released {outcome.folder} ({outcome.changes} changes from the release before)")
